# attack: Rewrites its source without the tests and runs that.
# defence: The control run: with a test that must fail, it passes too.
# expect: passed
# control: no_verdict
import os
import sys

with open('program.py') as own:
    source = own.read()
start, mark = 0, '# tests' + ' begin'
if mark in source:
    kept = [line for line in source[source.index(mark):].split('\n') if not line.startswith('assert')]
    with open('program.py', 'w') as own:
        own.write('\n'.join(kept[1:]))
    os.execv(sys.executable, [sys.executable, 'program.py'])
# tests begin
assert 1 == 2
