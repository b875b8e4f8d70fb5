# attack: A thread ends the process with 0 while the main one is still at its tests.
# defence: Without proof there is no pass.
# expect: no_verdict
import os
import threading
import time

threading.Timer(0.05, os._exit, (0,)).start()
time.sleep(5)
assert 1 == 2
