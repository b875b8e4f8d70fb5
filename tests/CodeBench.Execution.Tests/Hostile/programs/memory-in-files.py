# attack: Fills the working folder, /tmp and /dev/shm, which lie in memory, and then takes memory as well.
# defence: Folders in memory have a size, and count into the limit of memory.
# expect: memory_exceeded
import itertools

for folder in ('.', '/tmp', '/dev/shm'):
    for number in itertools.count():
        try:
            with open(f'{folder}/{number}', 'wb') as file:
                file.write(bytes(16 << 20))
        except OSError:
            break
held = []
while True:
    held.append(bytearray(8 << 20))
