# attack: Calls for all disks to be written, in a loop and in children, which then wait where signals do not reach.
# defence: The limit of time; a container whose processes will not die is replaced.
# expect: timed_out
import os

for _ in range(3):
    if os.fork() == 0:
        break
while True:
    os.sync()
