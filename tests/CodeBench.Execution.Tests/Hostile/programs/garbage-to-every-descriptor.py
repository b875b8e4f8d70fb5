# attack: Writes noise to each of a thousand descriptors, changes their flags, sizes and owners, and reads from them.
# defence: A program has its two pipes and /dev/null, and nothing else.
# expect: passed
import fcntl
import os
import signal

signal.signal(signal.SIGIO, signal.SIG_IGN)
for number in range(1024):
    for action in (
            lambda: os.write(number, os.urandom(512)),
            lambda: fcntl.fcntl(number, fcntl.F_SETPIPE_SZ, 1 << 20),
            lambda: fcntl.fcntl(number, fcntl.F_SETOWN, 1),
            lambda: fcntl.fcntl(number, fcntl.F_SETFL, os.O_NONBLOCK | os.O_ASYNC | os.O_APPEND),
            lambda: fcntl.fcntl(number, fcntl.F_SETSIG, signal.SIGKILL),
            lambda: os.read(number, 16)):
        try:
            action()
        except OSError:
            pass
os.set_blocking(1, True)
