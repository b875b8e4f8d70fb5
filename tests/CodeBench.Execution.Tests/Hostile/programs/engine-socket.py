# attack: Looks for the engine's socket and for others of the machine, and for anything of the host in its mounts.
# defence: Of the host only the socket is mounted on which it took the runner's connection: nobody listens there any more.
# expect: passed
import os
import socket

for path in ('/var/run/docker.sock', '/run/docker.sock', '/run/containerd/containerd.sock', '/run/podman/podman.sock', '/run/systemd/private',
             '/run/dbus/system_bus_socket', '/run/codebench', '/var/lib/docker', '/run/user'):
    assert not os.path.exists(path), path
with open('/proc/net/unix') as table:
    named = [row.split() for row in table.readlines()[1:] if len(row.split()) > 7]
assert all(row[5] == '03' and not os.path.exists(row[7]) for row in named), named  # the host's end of the talk with the runner
for path in ['/codebench-socket', *(row[7] for row in named)]:
    for kind in (socket.SOCK_STREAM, socket.SOCK_SEQPACKET, socket.SOCK_DGRAM):
        with socket.socket(socket.AF_UNIX, kind) as way:
            try:
                way.connect(path)
                raise SystemExit(f'{path} can be reached')
            except OSError:
                pass
with open('/proc/self/mounts') as mounts:
    for row in mounts:
        place = row.split()[1]
        masked = os.stat(place).st_rdev == os.stat('/dev/null').st_rdev
        assert masked or not os.access(place, os.W_OK) or place in ('/dev/mqueue', '/dev/shm', '/tmp'), row
