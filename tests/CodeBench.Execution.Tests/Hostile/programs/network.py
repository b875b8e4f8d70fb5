# attack: Reaches out by TCP, UDP, raw sockets, IPv6 and names, and sends to all of the machine's networks.
# defence: There is no interface but the container's own loopback.
# expect: passed
import socket

possible = []
for host in ('192.0.2.1', '10.0.0.1', '172.17.0.1', '169.254.169.254', '224.0.0.1', '255.255.255.255', '2001:db8::1', 'fe80::1', 'ff02::1'):
    family = socket.AF_INET6 if ':' in host else socket.AF_INET
    for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
        try:
            with socket.socket(family, kind) as way:
                way.settimeout(1)
                way.connect((host, 80))
                possible.append((host, kind))
        except OSError:
            pass
for name in ('example.org', 'localhost.localdomain.example', 'host.docker.internal'):
    try:
        possible.append((name, socket.getaddrinfo(name, 80)))
    except OSError:
        pass
for arguments in ((socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_ICMP), (socket.AF_PACKET, socket.SOCK_RAW, 0x300)):
    try:
        socket.socket(*arguments)
        possible.append(arguments)
    except OSError:
        pass
assert possible == []
