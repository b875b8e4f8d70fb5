# attack: The hook that reports exceptions ends the process with 0 instead.
# defence: Without proof there is no pass.
# expect: no_verdict
import os
import sys

sys.excepthook = lambda *_: os._exit(0)
assert 1 == 2
