# attack: Reserves room in files without writing it (fallocate), in all folders.
# defence: What is reserved counts as used, and all folders together have one size.
# expect: passed
import os

SIZE = 20 << 20
for folder in ('.', '/tmp', '/dev/shm'):
    os.posix_fallocate(os.open(f'{folder}/reserved', os.O_CREAT | os.O_RDWR), 0, SIZE)
for folder in ('.', '/tmp', '/dev/shm'):
    try:
        os.posix_fallocate(os.open(f'{folder}/more', os.O_CREAT | os.O_RDWR), 0, SIZE)
        assert False, folder
    except OSError:
        pass
