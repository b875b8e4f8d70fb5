# attack: Ends well, but a daemon keeps the standard output open and goes on writing to it.
# defence: The end of the first process is the program's end; nobody waits for the pipe to close.
# expect: passed
import os
import time

if os.fork() == 0:
    os.setsid()
    while True:
        try:
            os.write(1, b'still here\n')
        except OSError:
            pass
        time.sleep(0.01)
