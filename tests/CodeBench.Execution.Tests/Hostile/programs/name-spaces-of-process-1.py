# attack: Enters the name spaces of the runner and of its parent, and asks for new ones by every way there is.
# defence: No capabilities, and the engine's filter of system calls.
# expect: passed
import ctypes
import os
import subprocess

libc = ctypes.CDLL(None)
possible = []
for process in {1, os.getppid()}:
    for name in ('mnt', 'net', 'pid', 'ipc', 'uts', 'user', 'cgroup'):
        try:
            if libc.setns(os.open(f'/proc/{process}/ns/{name}', os.O_RDONLY), 0) == 0:
                possible.append((process, name))
        except OSError:
            pass
for flag in ('--user', '--mount', '--net', '--pid', '--ipc', '--uts', '--cgroup', '-Ur'):
    if subprocess.run(['unshare', flag, 'true'], capture_output=True).returncode == 0:
        possible.append(flag)
with open('/proc/self/uid_map') as before:
    assert len(before.readlines()) == 1
try:
    with open('/proc/self/uid_map', 'w') as after:
        after.write('0 0 1')
    possible.append('uid_map')
except OSError:
    pass
assert possible == []
