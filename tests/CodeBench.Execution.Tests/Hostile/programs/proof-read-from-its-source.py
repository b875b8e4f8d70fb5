# attack: Reads the proof in its own source, prints it, and ends with 0 before its tests.
# defence: The control run: with a test that must fail, it passes too.
# expect: passed
# control: no_verdict
import os
import re

with open('program.py') as own:
    print(re.search('proof[0-9a-f]{32}', own.read()).group(), flush=True)
os._exit(0)
assert 1 == 2
