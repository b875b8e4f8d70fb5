# attack: Names files with line breaks, control characters, 255 bytes, bytes that are no text, and like options.
# defence: Names are bytes to the cleaner.
# expect: passed
import os

for folder in (b'.', b'/tmp', b'/dev/shm', b'/dev/mqueue'):
    for name in (b'new\nline', b'\x1b[2J', b'\xff\xfe', b'-rf', b' ', b'...', b'x' * 255, b'*', b'"$(reboot)"', b'\x01', b'.hidden',
                 '\u202egnp'.encode()):
        try:
            os.close(os.open(folder + b'/' + name, os.O_CREAT | os.O_RDWR))
        except OSError:
            assert folder == b'/dev/mqueue'  # it takes only a few
