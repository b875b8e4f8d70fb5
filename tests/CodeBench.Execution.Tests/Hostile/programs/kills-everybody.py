# attack: Sends SIGKILL to every process that it may signal (kill -9 -1), from two processes at once.
# defence: It may signal only processes of its own user, and runner and warm helpers have others.
# expect: runtime_error, passed
# Two verdicts: each of the two may be the first to die.
import os
import signal

if os.fork() == 0:
    os.setsid()
try:
    os.kill(-1, signal.SIGKILL)
except OSError:
    pass
