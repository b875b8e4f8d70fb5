# attack: Leaves System V shared memory, semaphores and message queues, some of which nobody may read, one still attached.
# defence: The runner removes all that the program's user owns.
# expect: passed
import ctypes
import os
import time

libc = ctypes.CDLL(None)
libc.shmat.restype = ctypes.c_void_p
for key in range(1, 100):
    mode = 0o1000 | (0o600 if key % 2 else 0)
    assert libc.shmget(key, ctypes.c_size_t(65536), mode) >= 0
    assert libc.semget(key, 3, mode) >= 0
    queue = libc.msgget(key, mode)
    assert queue >= 0
    if key % 2:
        libc.msgsnd(queue, b'\1\0\0\0\0\0\0\0' + b'left behind', ctypes.c_size_t(11), 0o4000)
assert libc.shmat(libc.shmget(1, 0, 0), None, 0) not in (None, ctypes.c_void_p(-1).value)
if os.fork() == 0:
    os.setsid()
    time.sleep(3600)
