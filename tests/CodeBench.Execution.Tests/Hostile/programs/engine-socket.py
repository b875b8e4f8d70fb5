# attack: Looks for the engine's socket and for others of the machine, and for anything of the host in its mounts.
# defence: Nothing of the host is mounted; the network's name space has no socket with a name.
# expect: passed
import os
import socket

for path in ('/var/run/docker.sock', '/run/docker.sock', '/run/containerd/containerd.sock', '/run/podman/podman.sock', '/run/systemd/private',
             '/run/dbus/system_bus_socket', '/run/codebench', '/var/lib/docker', '/run/user'):
    assert not os.path.exists(path), path
with open('/proc/net/unix') as table:
    assert all(len(row.split()) == 7 for row in table.readlines()[1:])  # an eighth word would be a name
with open('/proc/self/mounts') as mounts:
    for row in mounts:
        place = row.split()[1]
        masked = os.stat(place).st_rdev == os.stat('/dev/null').st_rdev
        assert masked or not os.access(place, os.W_OK) or place in ('/dev/mqueue', '/dev/shm', '/tmp'), row
