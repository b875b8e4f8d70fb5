# attack: Leaves sockets with names in every folder and in the abstract name space, held by a child.
# defence: Names go with the folder's contents and with the process.
# expect: passed
import os
import socket
import time

held = []
for folder in ('.', '/tmp', '/dev/shm'):
    for number in range(20):
        held.append(socket.socket(socket.AF_UNIX))
        held[-1].bind(f'{folder}/socket-{number}')
        held[-1].listen()
for number in range(20):
    held.append(socket.socket(socket.AF_UNIX))
    held[-1].bind(f'\0abstract-{number}')
    held[-1].listen()
if os.fork() == 0:
    os.setsid()
    time.sleep(3600)
