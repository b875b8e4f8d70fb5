# attack: A child makes itself the parent of orphans (PR_SET_CHILD_SUBREAPER), so that they never come to process 1, and lives on.
# defence: Killing goes by user; with the child gone its orphans come to process 1 after all.
# expect: passed
import ctypes
import os
import time

ready = os.pipe()
if os.fork() == 0:
    os.setsid()
    assert ctypes.CDLL(None).prctl(36, 1, 0, 0, 0) == 0
    for _ in range(10):
        if os.fork() == 0:
            if os.fork() == 0:
                time.sleep(3600)
            os._exit(0)
    os.write(ready[1], b'.')
    time.sleep(3600)
os.read(ready[0], 1)
