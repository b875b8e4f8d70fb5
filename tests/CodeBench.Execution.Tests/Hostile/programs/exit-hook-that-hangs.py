# attack: Passes its tests, and then never ends.
# defence: The limits hold until the process is gone, proof or not.
# expect: timed_out
import atexit
import time

atexit.register(time.sleep, 3600)
assert 1 + 1 == 2
