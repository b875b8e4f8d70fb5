# attack: Writes to the kernel's settings, to control groups, to the devices' files, and to what ends up in the machine's log.
# defence: /proc/sys, /sys and control groups are read-only; devices of the machine are not there.
# expect: passed
import glob
import os

possible = []
nothing = os.stat('/dev/null').st_rdev
for path in [*glob.glob('/proc/sys/*/*'), *glob.glob('/proc/sys/net/*/*'), *glob.glob('/sys/fs/cgroup/*'), *glob.glob('/sys/fs/cgroup/*/*'),
             *glob.glob('/sys/kernel/*'), '/proc/sysrq-trigger', '/proc/kcore', '/proc/kmsg', '/proc/mem', '/proc/timer_list', '/proc/keys',
             '/proc/acpi/wakeup', '/proc/mtrr', '/proc/bus/pci/00/00.0', '/dev/kmsg', '/dev/mem', '/dev/kmem', '/dev/port', '/dev/fuse',
             '/dev/net/tun', '/dev/kvm', '/dev/vsock', '/dev/loop-control', '/dev/mapper/control', *glob.glob('/dev/vd*'), *glob.glob('/dev/sd*'),
             *glob.glob('/dev/nvme*'), *glob.glob('/dev/loop*'), '/dev/console', '/dev/tty0', '/dev/snapshot', '/dev/uinput']:
    try:
        if os.stat(path).st_rdev == nothing:
            continue  # masked
        os.close(os.open(path, os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY))
        possible.append(path)
    except OSError:
        pass
assert possible == [], possible
for path in ('/proc/kcore', '/proc/kmsg', '/dev/mem', '/proc/keys', '/proc/timer_list'):
    try:
        with open(path, 'rb', buffering=0) as file:
            assert not file.read(16), path
    except OSError:
        pass
