# attack: Writes what looks like the runner's reports to every descriptor and to every file of every process.
# defence: Only the runner holds its stream to the host; all a program can write to is read as its output.
# expect: passed
import glob
import os
import struct

body = b'D' + struct.pack('<QIQI', 1, 0, 0, 1) + struct.pack('<BiIQQQ', 0, 0, 0, 1, 1, 1) + bytes(24)
forged = struct.pack('<I', len(body)) + body
for number in range(1024):
    try:
        os.write(number, forged)
    except OSError:
        pass
for path in glob.glob('/proc/[0-9]*/fd/*') + ['/dev/console', '/dev/tty', '/dev/stdin', '/proc/1/fd/0', '/proc/1/fd/1', '/proc/1/fd/2']:
    if not path.startswith(f'/proc/{os.getpid()}/'):
        try:
            number = os.open(path, os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY)
        except OSError:
            continue
        try:
            os.write(number, forged)
        except OSError:
            pass
