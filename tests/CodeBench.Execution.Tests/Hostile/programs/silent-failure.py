# attack: Silences the hook that reports exceptions, closes standard error and fails its tests.
# defence: The exit status still says no; without the report it is an error, not a wrong answer.
# expect: runtime_error
import os
import sys

sys.excepthook = lambda *_: None
os.close(2)
assert 1 == 2
