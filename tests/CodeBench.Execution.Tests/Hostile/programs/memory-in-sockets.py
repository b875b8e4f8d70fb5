# attack: Fills the buffers of as many sockets as it can open, in ten children that stay.
# defence: Their buffers count into the limit of memory; they go with the processes.
# expect: passed, memory_exceeded
# Two verdicts: how much a socket takes before it is full is for the kernel to say.
import os
import socket
import time

ready = os.pipe()
for _ in range(10):
    if os.fork() == 0:
        pairs = []
        try:
            while len(pairs) < 400:
                pairs.append(socket.socketpair())
                pairs[-1][0].setblocking(False)
                try:
                    while pairs[-1][0].send(bytes(65536)):
                        pass
                except BlockingIOError:
                    pass
        except OSError:
            pass
        os.write(ready[1], b'.')
        time.sleep(3600)
for _ in range(10):
    os.read(ready[0], 1)
