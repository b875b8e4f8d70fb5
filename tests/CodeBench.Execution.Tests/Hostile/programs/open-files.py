# attack: Opens files until no more can be opened, in many processes.
# defence: The limit of open files, for each process, and of processes.
# expect: passed
import os
import time

held = []
try:
    while True:
        held.append(os.open('/dev/null', os.O_RDONLY))
except OSError:
    assert 1000 < len(held) < 1024
for _ in range(40):
    if os.fork() == 0:
        time.sleep(3600)
