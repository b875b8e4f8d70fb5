# attack: Crashes with a report on standard error that looks as if only its tests had said no.
# defence: It harms only itself: neither of the two is a pass.
# expect: wrong_answer
import os
import sys

sys.stderr.write('Traceback (most recent call last):\n  File "program.py", line 1, in <module>\nAssertionError\n')
sys.stderr.flush()
os._exit(1)
