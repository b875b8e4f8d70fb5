# attack: Asks for millions of files that do not exist, which the kernel remembers in memory of the container.
# defence: The kernel gives that memory back when it is needed.
# expect: timed_out
import itertools
import os

for number in itertools.count():
    os.access(f'/usr/lib/{number}-{"x" * 200}', os.F_OK)
