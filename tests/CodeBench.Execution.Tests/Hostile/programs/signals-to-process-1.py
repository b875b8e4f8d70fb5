# attack: Sends every signal there is to the runner and to its own parent, also through pidfd_open and with data.
# defence: Both belong to another user.
# expect: passed
import ctypes
import os
import signal

libc = ctypes.CDLL(None)
delivered = []
for process in {1, os.getppid()}:
    for number in range(1, 65):
        try:
            os.kill(process, number)
            delivered.append((process, number))
        except PermissionError:
            pass
        if libc.sigqueue(process, number, None) == 0:
            delivered.append((process, number))
    try:
        signal.pidfd_send_signal(os.pidfd_open(process), signal.SIGKILL)
        delivered.append((process, 'pidfd'))
    except PermissionError:
        pass
assert delivered == []
