# attack: Looks for words of programs before it: in the runner's file, in its own memory, in the environment and in all it can read.
# defence: The runner keeps no words; a program starts from an empty memory and a given environment.
# expect: passed
import glob
import os
import re

pattern = re.compile(rb'proof[0-9a-f]{32}')
with open('program.py', 'rb') as own:
    mine = set(pattern.findall(own.read()))
assert len(mine) <= 1
seen = set()
with open('/proc/self/maps') as maps, open('/proc/self/mem', 'rb', buffering=0) as memory:
    for row in maps:
        first, last = (int(number, 16) for number in row.split()[0].split('-'))
        if 'r' in row.split()[1] and 'vv' not in row:
            try:
                memory.seek(first)
                seen |= set(pattern.findall(memory.read(last - first)))
            except (OSError, ValueError, OverflowError):
                pass
for path in glob.glob('/proc/*/environ') + glob.glob('/proc/*/cmdline') + ['/codebench-runner']:
    try:
        with open(path, 'rb') as file:
            seen |= set(pattern.findall(file.read()))
    except OSError:
        pass
assert seen - mine == set()
