# attack: Leaves a server on its loopback, in a daemon, on ports that the next program may want.
# defence: The server is killed, and a port goes with its process.
# expect: passed
import os
import socket
import time

servers = [socket.create_server(('127.0.0.1', port)) for port in range(8000, 8050)]
if os.fork() == 0:
    os.setsid()
    while True:
        try:
            servers[0].accept()[0].send(b'still here')
        except OSError:
            time.sleep(0.1)
with socket.create_connection(('127.0.0.1', 8000)) as client:
    assert client.recv(16) == b'still here'
