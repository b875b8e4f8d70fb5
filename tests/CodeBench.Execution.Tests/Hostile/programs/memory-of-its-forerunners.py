# attack: Searches all memory that it was born with for the proof words of other programs, of the one before it and of the next.
# defence: No process that a program is forked from has ever read a program.
# expect: passed
import re

with open('program.py') as file:
    own = set(re.findall('proof[0-9a-f]{32}', file.read()))
assert len(own) <= 1
found = set()
with open('/proc/self/maps') as maps, open('/proc/self/mem', 'rb', buffering=0) as memory:
    for row in maps:
        bounds, rights, *_, name = row.split(maxsplit=5)[:6] if len(row.split()) > 5 else [*row.split(), '']
        if 'r' not in rights or name.startswith(('[v', '/')):
            continue
        start, end = (int(bound, 16) for bound in bounds.split('-'))
        try:
            memory.seek(start)
            found.update(match.decode() for match in re.findall(b'proof[0-9a-f]{32}', memory.read(end - start)))
        except OSError:
            pass
assert found <= own, found - own
