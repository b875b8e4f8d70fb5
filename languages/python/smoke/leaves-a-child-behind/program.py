import os
import time

# A grandchild in a session of its own, with nothing open: the next program must not meet it.
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        os.closerange(0, 3)
        open("/tmp/left-behind", "w").close()
        time.sleep(3600)
    os._exit(0)
os.wait()
assert True
