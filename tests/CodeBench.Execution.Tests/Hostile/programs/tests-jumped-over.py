# attack: Follows its own execution (sys.settrace) and jumps over every line that holds a test.
# defence: The control run: with a test that must fail, it passes too.
# expect: passed
# control: no_verdict
import sys

with open('program.py') as own:
    lines = own.read().split('\n')


def follow(frame, event, _):
    if event == 'line' and lines[frame.f_lineno - 1].startswith('assert'):
        to = frame.f_lineno
        while lines[to].startswith('assert') or not lines[to].strip():
            to += 1
        frame.f_lineno = to + 1
    return follow


sys.settrace(follow)
sys._getframe().f_trace = follow
assert 1 == 2
