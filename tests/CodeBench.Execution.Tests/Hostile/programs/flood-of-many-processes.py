# attack: Fills both streams from sixty processes at once, which ignore that nobody reads any more.
# defence: The limit of output; all of them are killed.
# expect: output_exceeded
import os
import signal

signal.signal(signal.SIGPIPE, signal.SIG_IGN)
for _ in range(6):
    try:
        os.fork()
    except OSError:
        pass
while True:
    for number in (1, 2):
        try:
            os.write(number, b'x' * 65536)
        except OSError:
            pass
