# attack: Leaves children behind that are stopped, and one that is traced by another.
# defence: SIGKILL reaches stopped and traced processes.
# expect: passed
import ctypes
import os
import signal
import time

for _ in range(4):
    child = os.fork()
    if child == 0:
        signal.pause()
    os.kill(child, signal.SIGSTOP)
tracee = os.fork()
if tracee == 0:
    time.sleep(3600)
if os.fork() == 0:
    ctypes.CDLL(None).ptrace(16, tracee, 0, 0)  # PTRACE_ATTACH
    time.sleep(3600)
time.sleep(0.1)
