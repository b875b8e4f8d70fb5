# attack: Fills as many pipes as it can open, and leaves them to a child.
# defence: The limit of open files, the kernel's limit of pipes for each user, and the end of the child.
# expect: passed
import fcntl
import os
import time

ends = []
try:
    while True:
        pair = os.pipe()
        ends.append(pair)
        os.set_blocking(pair[1], False)
        try:
            fcntl.fcntl(pair[1], fcntl.F_SETPIPE_SZ, 1 << 20)
        except OSError:
            pass
        try:
            while os.write(pair[1], bytes(65536)):
                pass
        except BlockingIOError:
            pass
except OSError:
    pass
assert len(ends) > 50
if os.fork() == 0:
    os.setsid()
    time.sleep(3600)
