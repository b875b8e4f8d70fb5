# attack: Passes its tests, prints the proof, and then ends with a status of its own.
# defence: A pass needs both the proof and status 0.
# expect: runtime_error
import atexit
import os

atexit.register(os._exit, 3)
assert 1 + 1 == 2
