# attack: Writes until the working folder, /tmp and /dev/shm are full.
# defence: Each has a size; all are emptied after the program.
# expect: passed
full = 0
for folder in ('.', '/tmp', '/dev/shm'):
    for number in range(100):
        try:
            with open(f'{folder}/{number}', 'wb') as file:
                file.write(bytes(32 << 20))
        except OSError:
            full += 1
            break
assert full == 3
