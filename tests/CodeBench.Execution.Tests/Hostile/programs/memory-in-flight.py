# attack: Sends files that hold 350 MiB through a pair of sockets that hold each other, and ends: nobody can reach them any more.
# defence: The kernel collects such circles when the program's processes are gone.
# expect: passed
import array
import os
import socket

left, right = socket.socketpair()
for number in range(7):
    file = os.memfd_create('held')
    os.write(file, bytes(50 << 20))
    rights = array.array('i', [file, left.fileno(), right.fileno()])
    left.sendmsg([b'.'], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, rights)])
    os.close(file)
