# attack: Leaves a daemon behind that writes files for ever: into the next program's folder, /tmp and /dev/shm.
# defence: The daemon is killed before the folders are emptied, and before the next program starts.
# expect: passed
import os

if os.fork() == 0:
    os.setsid()
    if os.fork():
        os._exit(0)
    os.closerange(0, 1024)
    count = 0
    while True:
        count += 1
        for folder in ('/box/program', '.', '/tmp', '/dev/shm'):
            try:
                with open(f'{folder}/late-{count % 1000}', 'w') as file:
                    file.write('late')
            except OSError:
                pass
os.wait()
