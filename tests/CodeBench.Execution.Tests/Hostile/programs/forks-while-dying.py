# attack: Every process forks again when it is told to end: from handlers of signals and from an exit hook.
# defence: SIGKILL runs no handler; the runner kills until nobody is left.
# expect: timed_out
import atexit
import os
import signal
import time


def again(*_):
    for _ in range(2):
        try:
            os.fork()
        except OSError:
            pass


atexit.register(again)
for number in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM, signal.SIGCHLD, signal.SIGXCPU, signal.SIGALRM):
    signal.signal(number, again)
signal.setitimer(signal.ITIMER_REAL, 0.05, 0.05)
while True:
    try:
        os.kill(-1, signal.SIGTERM)
        time.sleep(0.01)
    except OSError:
        pass
