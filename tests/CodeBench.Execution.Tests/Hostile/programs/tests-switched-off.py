# attack: Becomes an interpreter that leaves out all assertions (-O) and runs itself once more.
# defence: The control run: its failing test is an assertion as well, so it passes too.
# expect: passed
# control: no_verdict
import os
import sys

if __debug__:
    os.execv(sys.executable, [sys.executable, '-O', 'program.py'])
assert 1 == 2
