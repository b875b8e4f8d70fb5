# attack: Hangs thousands of attributes on files and on the shared folders themselves.
# defence: They count into the limits of files and memory, and go with the file; the shared folders belong to root.
# expect: passed
import os

with open('file', 'w'):
    pass
try:
    for number in range(10_000):
        os.setxattr('file', f'user.{number}', bytes(1024))
except OSError:
    pass
for folder in ('/tmp', '/dev/shm', '/box', '/'):
    try:
        os.setxattr(folder, 'user.left', b'1')
        assert False, folder
    except OSError:
        pass
