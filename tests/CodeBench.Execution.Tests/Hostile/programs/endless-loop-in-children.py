# attack: Spins in twenty children, while the program itself only waits and uses no time at all.
# defence: Processor time is that of the whole container.
# expect: timed_out
import os

for _ in range(20):
    if os.fork() == 0:
        while True:
            pass
os.wait()
