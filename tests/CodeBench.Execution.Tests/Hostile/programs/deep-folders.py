# attack: Makes folders in folders, ten thousand deep in each place that it can write to.
# defence: Emptying a folder needs no recursion and no long path.
# expect: passed
import os

for folder in ('/tmp', '/dev/shm', '/box/program'):
    os.chdir(folder)
    for _ in range(10_000):
        os.mkdir('deep')
        os.chdir('deep')
