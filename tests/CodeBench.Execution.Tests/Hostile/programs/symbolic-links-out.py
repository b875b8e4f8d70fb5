# attack: Leaves links to /, /etc, /proc and to each other where the cleaner comes by, and folders swapped for links meanwhile.
# defence: Cleaning never follows a link.
# expect: passed
import os

for folder in ('.', '/tmp', '/dev/shm'):
    for number, target in enumerate(('/', '/etc', '/proc', '/proc/1/root', '/dev', '/usr', '/tmp', '..', '.', 'loop', '/codebench-runner')):
        os.symlink(target, f'{folder}/link-{number}')
    os.symlink('loop', f'{folder}/loop')
    os.makedirs(f'{folder}/swapped/inner')
if os.fork() == 0:
    os.setsid()
    while True:
        for folder in ('.', '/tmp', '/dev/shm'):
            try:
                os.rename(f'{folder}/swapped', f'{folder}/away')
                os.symlink('/usr', f'{folder}/swapped')
                os.unlink(f'{folder}/swapped')
                os.rename(f'{folder}/away', f'{folder}/swapped')
            except OSError:
                pass
