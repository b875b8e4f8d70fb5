# attack: Takes memory in twenty children at once, each of them far below the limit.
# defence: The limit counts all processes of the container together.
# expect: memory_exceeded
import os
import time

for _ in range(20):
    if os.fork() == 0:
        held = bytearray(100 << 20)
        for at in range(0, len(held), 4096):
            held[at] = 1
        time.sleep(3600)
_, status = os.wait()
assert status == 0, status
