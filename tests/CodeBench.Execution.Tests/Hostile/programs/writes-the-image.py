# attack: Writes wherever it can outside its folders: programs, libraries, the interpreter's modules, /proc, /sys.
# defence: The image is read-only, also to root, and the program is not root.
# expect: passed
import os

possible = []
for top in ('/', '/bin', '/boot', '/dev', '/etc', '/home', '/lib', '/opt', '/proc', '/root', '/run', '/sbin', '/srv', '/sys', '/usr',
            '/usr/lib/python3', '/usr/local/lib', '/var', '/var/tmp', '/var/lib', '/run/lock', '/box', '/dev/pts', '/sys/fs/cgroup'):
    try:
        with open(top + '/left', 'w'):
            possible.append(top)
    except OSError:
        pass
for path in ('/etc/passwd', '/etc/hosts', '/etc/hostname', '/etc/resolv.conf', '/usr/bin/python3', '/codebench-runner', '/.dockerenv'):
    try:
        with open(path, 'a'):
            possible.append(path)
    except OSError:
        pass
assert possible == []
