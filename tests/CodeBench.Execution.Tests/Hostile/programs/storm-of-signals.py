# attack: Sends itself and its children signals without pause, also real-time ones that queue up.
# defence: The limit of time; queued signals go with their process.
# expect: timed_out
import ctypes
import os
import signal

libc = ctypes.CDLL(None)
signal.pthread_sigmask(signal.SIG_BLOCK, range(34, 65))
children = []
for _ in range(10):
    child = os.fork()
    if child == 0:
        while True:
            signal.pause()
    children.append(child)
while True:
    for child in [*children, os.getpid()]:
        for number in (34, 50, 64):
            libc.sigqueue(child, number, None)
