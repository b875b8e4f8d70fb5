# attack: Leaves a process behind that has a session of its own and sleeps.
# defence: Every process of the program's user is killed after it.
# expect: passed
import os
import time

if os.fork() == 0:
    os.setsid()
    time.sleep(3600)
