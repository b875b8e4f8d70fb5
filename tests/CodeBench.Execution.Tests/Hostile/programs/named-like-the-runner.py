# attack: Calls itself by the runner's name, with line breaks and brackets in it, in children that stay.
# defence: Nothing goes by names.
# expect: passed
import ctypes
import os
import time

libc = ctypes.CDLL(None)
for name in (b'codebench-runne', b'a) R 1 1 (\n', b'\n\n\n', b'python3', b'\xff\xfe', b'kthreadd'):
    if os.fork() == 0:
        os.setsid()
        libc.prctl(15, name, 0, 0, 0)
        time.sleep(3600)
if os.fork() == 0:
    os.setsid()
    os.execv('/bin/sleep', ['/codebench-runner', '3600'])
time.sleep(0.1)
