# attack: Leaves named pipes, and children that wait for ever to open them.
# defence: The children are killed, and the cleaner opens no file.
# expect: passed
import os

for folder in ('.', '/tmp', '/dev/shm'):
    os.mkfifo(f'{folder}/pipe')
    for flags in (os.O_RDONLY, os.O_WRONLY):
        if os.fork() == 0:
            os.mkfifo(f'{folder}/pipe-{flags}')
            os.open(f'{folder}/pipe-{flags}', flags)
