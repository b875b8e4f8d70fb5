# attack: Takes memory in files without a name (memfd_create), which belong to no folder.
# defence: They count into the limit of memory, and go with the process that holds them.
# expect: memory_exceeded
import os

while True:
    file = os.memfd_create('held')
    os.write(file, bytes(16 << 20))
