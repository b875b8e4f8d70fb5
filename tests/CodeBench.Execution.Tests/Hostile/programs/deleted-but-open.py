# attack: Fills the folders with files that have no name any more, and leaves a child that holds them.
# defence: They go with the child, which is killed.
# expect: passed
import os
import time

held = []
for folder in ('.', '/tmp', '/dev/shm'):
    held.append(open(f'{folder}/gone', 'wb'))
    os.unlink(f'{folder}/gone')
    held[-1].write(bytes(20 << 20))
    held[-1].flush()
if os.fork() == 0:
    os.setsid()
    time.sleep(3600)
