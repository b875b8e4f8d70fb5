# attack: Leaves folders and files that nobody may read, write or enter, its working folder among them.
# defence: The runner's process may remove them whatever their mode is.
# expect: passed
import os

for folder in ('/tmp', '/dev/shm', '/box/program'):
    os.makedirs(f'{folder}/a/b/c')
    with open(f'{folder}/a/b/c/file', 'w'):
        pass
    for inner in ('a/b/c/file', 'a/b/c', 'a/b', 'a'):
        os.chmod(f'{folder}/{inner}', 0)
os.chmod('/box/program', 0)
