# attack: Reserves room in files without writing it (fallocate), in all folders.
# defence: What is reserved counts as used, and each folder has a size.
# expect: passed
import os

for folder in ('.', '/tmp', '/dev/shm'):
    number = os.open(f'{folder}/reserved', os.O_CREAT | os.O_RDWR)
    size = 60 << 20
    os.posix_fallocate(number, 0, size)
    try:
        os.posix_fallocate(os.open(f'{folder}/more', os.O_CREAT | os.O_RDWR), 0, size)
        assert False, folder
    except OSError:
        pass
