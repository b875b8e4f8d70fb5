# attack: Sleeps for ever and ignores every signal that it can.
# defence: SIGKILL at the limit of wall time.
# expect: timed_out
import signal
import time

for number in range(1, 65):
    try:
        signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError):
        pass
while True:
    time.sleep(3600)
