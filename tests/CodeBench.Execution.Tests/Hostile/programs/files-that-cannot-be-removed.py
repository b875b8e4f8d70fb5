# attack: Tries to make files that even root cannot remove (immutable, append only), and folders with the sticky bit.
# defence: The right to do so is dropped; the sticky bit does not bind the runner.
# expect: passed
import fcntl
import os
import struct

GET, SET = 0x80086601, 0x40086602
made = []
for folder in ('.', '/tmp', '/dev/shm'):
    os.makedirs(f'{folder}/sticky/below', 0o1777)
    os.chmod(f'{folder}/sticky', 0o1777)
    number = os.open(f'{folder}/sticky/fixed', os.O_CREAT | os.O_RDONLY)
    for flags in (0x10, 0x20, 0x30):  # immutable, append only
        try:
            fcntl.ioctl(number, SET, struct.pack('l', flags))
            made.append((folder, flags))
        except OSError:
            pass
assert made == []
