# attack: Fails its tests, but an exit hook ends the process with 0.
# defence: Without proof there is no pass.
# expect: no_verdict
import atexit
import os

atexit.register(os._exit, 0)
assert 1 == 2
