import socket

# An address of the documentation range: reachable from nowhere, and here there is not even a way to try.
socket.create_connection(("192.0.2.1", 80), timeout=2)
