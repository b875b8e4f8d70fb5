# attack: Locks files of the image, its folders and devices in every way there is, and leaves a child that holds them.
# defence: A lock goes with the process that holds it.
# expect: passed
import fcntl
import os
import time

held = []
for path in ('/etc/passwd', '/usr/bin/python3', '/codebench-runner', '/tmp', '/dev/shm', '/dev/null', '.'):
    try:
        held.append(os.open(path, os.O_RDONLY))
        fcntl.flock(held[-1], fcntl.LOCK_EX)
        fcntl.lockf(held[-1], fcntl.LOCK_SH)
    except OSError:
        pass
assert len(held) > 4
if os.fork() == 0:
    os.setsid()
    time.sleep(3600)
