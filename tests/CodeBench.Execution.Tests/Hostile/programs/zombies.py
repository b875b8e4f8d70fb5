# attack: Leaves sixty zombies behind: children that ended and were never waited for.
# defence: Process 1 takes over orphans and waits for each of them.
# expect: passed
import os

for _ in range(60):
    if os.fork() == 0:
        os._exit(0)
