# attack: Splices from a socket where nothing comes into its standard output and error: the pipes' locks are held meanwhile, and whoever reads them waits, without a limit.
# defence: Refused by the program's filter of system calls, as if the file could not do it.
# expect: wrong_answer
import os
import socket

ours, theirs = socket.socketpair()
descriptor = 1 if os.fork() else 2
os.write(descriptor, b"x")
try:
    os.splice(ours.fileno(), descriptor, 100)
except OSError:
    assert False
