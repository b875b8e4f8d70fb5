# attack: Forks without end, and every child does the same.
# defence: The container's limit of processes; every process of the program's user is killed after it.
# expect: timed_out
import os

while True:
    try:
        os.fork()
    except OSError:
        pass
