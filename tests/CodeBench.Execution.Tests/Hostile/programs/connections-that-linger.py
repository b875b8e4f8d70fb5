# attack: Opens and closes a hundred connections to itself, whose ports the kernel keeps for a minute.
# defence: The container keeps none of them (no waiting ports).
# expect: passed
import socket

with socket.create_server(('127.0.0.1', 8000), backlog=200) as server:
    for _ in range(100):
        with socket.create_connection(('127.0.0.1', 8000)) as client:
            other, _ = server.accept()
            client.close()
            other.recv(1)
            other.close()
