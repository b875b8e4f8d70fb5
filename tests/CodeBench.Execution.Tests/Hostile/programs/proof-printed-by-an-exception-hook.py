# attack: Fails its tests, and a hook prints the proof and ends with 0.
# defence: The control run: with a test that must fail, it passes too.
# expect: passed
# control: no_verdict
import os
import re
import sys


def hook(*_):
    with open('program.py') as own:
        os.write(1, b'\n%s\n' % re.search('proof[0-9a-f]{32}', own.read()).group().encode())
    os._exit(0)


sys.excepthook = hook
assert 1 == 2
