# attack: Opens sockets of families that no network name space holds back: to the hypervisor, to Bluetooth, to the kernel's ciphers.
# defence: They are refused, or have nobody to speak to.
# expect: passed
import errno
import socket

possible = []
for name in ('AF_VSOCK', 'AF_BLUETOOTH', 'AF_CAN', 'AF_TIPC', 'AF_RDS', 'AF_X25', 'AF_APPLETALK'):
    try:
        socket.socket(getattr(socket, name), socket.SOCK_STREAM if name == 'AF_VSOCK' else socket.SOCK_DGRAM).close()
        possible.append(name)
    except (OSError, AttributeError):
        pass
assert possible == [], possible
