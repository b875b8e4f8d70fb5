# attack: Tries the kernel's privileged calls: mounting, name spaces, other roots, modules, keys, tracing, clocks, reboot.
# defence: No capabilities, no new privileges, and the engine's filter of system calls.
# expect: passed
import ctypes
import platform

libc = ctypes.CDLL(None, use_errno=True)
buffer = ctypes.create_string_buffer(256)
column = {'x86_64': 0, 'aarch64': 1}[platform.machine()]
# Name, number on x86-64, number on arm64, arguments.
calls = [
    ('mount', 165, 40, b'none', b'/tmp', b'tmpfs', 0, None),
    ('mount --bind', 165, 40, b'/', b'/tmp', None, 4096, None),
    ('remount', 165, 40, None, b'/', None, 32, None),
    ('umount2', 166, 39, b'/tmp', 2),
    ('pivot_root', 155, 41, b'/tmp', b'/tmp'),
    ('chroot', 161, 51, b'/tmp'),
    ('unshare user', 272, 97, 0x10000000),
    ('unshare mount', 272, 97, 0x20000),
    ('unshare network', 272, 97, 0x40000000),
    ('unshare processes', 272, 97, 0x20000000),
    ('clone user', 56, 220, 0x10000011, 0, 0, 0, 0),
    ('open_tree', 428, 428, -100, b'/', 1),
    ('move_mount', 429, 429, -100, b'/', -100, b'/tmp', 0),
    ('fsopen', 430, 430, b'tmpfs', 0),
    ('mknod', 259, 33, -100, b'/tmp/memory', 0o20666, 0x101),
    ('mknod disk', 259, 33, -100, b'/tmp/disk', 0o60666, 0xfe00),
    ('init_module', 175, 105, buffer, 0, b''),
    ('finit_module', 313, 273, 0, b'', 0),
    ('delete_module', 176, 106, b'loop', 0),
    ('kexec_load', 246, 104, 0, 0, None, 0),
    ('reboot', 169, 142, 0xfee1dead, 672274793, 0, None),
    ('swapon', 167, 224, b'/tmp', 0),
    ('acct', 163, 89, b'/tmp/acct'),
    ('quotactl', 179, 60, 0x800002, b'/dev/null', 0, None),
    ('sethostname', 170, 161, b'mine', 4),
    ('setdomainname', 171, 162, b'mine', 4),
    ('settimeofday', 164, 170, buffer, None),
    ('clock_settime', 227, 112, 0, buffer),
    ('syslog', 103, 116, 3, buffer, 256),
    ('bpf', 321, 280, 0, buffer, 64),
    ('perf_event_open', 298, 241, buffer, 0, -1, -1, 0),
    ('userfaultfd', 323, 282, 0),
    ('keyctl', 250, 219, 0, -3, 1),
    ('add_key', 248, 217, b'user', b'left', b'behind', 6, -4),
    ('request_key', 249, 218, b'user', b'left', None, -4),
    ('fanotify_init', 300, 262, 0, 0),
    ('open_by_handle_at', 304, 265, -100, buffer, 0),
    ('setuid', 105, 146, 0),
    ('setgid', 106, 144, 0),
    ('setgroups', 116, 159, 1, buffer),
    ('chown', 260, 54, -100, b'/box/program', 0, 0, 0),
    ('process_vm_writev', 311, 271, 1, None, 0, None, 0, 0),
    ('pidfd_getfd', 438, 438, 0, 0, 0),
    ('memfd_secret beyond memory', 447, 447, -1),
    ('vhangup', 153, 58),
    ('lookup_dcookie', 212, 18, 0, buffer, 256),
    ('setns', 308, 268, 0, 0),
]
possible = [name for name, *numbers, in [(call[0], libc.syscall(call[1 + column], *call[3:])) for call in calls] if numbers != [-1]]
assert possible == [], possible
