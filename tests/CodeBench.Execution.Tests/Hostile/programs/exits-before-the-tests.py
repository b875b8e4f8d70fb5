# attack: Ends with 0 before its tests, without any of the interpreter's own endings.
# defence: Without proof there is no pass.
# expect: no_verdict
import os

os._exit(0)
assert 1 == 2
