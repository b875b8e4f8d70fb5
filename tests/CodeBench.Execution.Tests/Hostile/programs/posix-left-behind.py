# attack: Leaves POSIX shared memory, semaphores and message queues with messages in them.
# defence: They are files below /dev/shm and /dev/mqueue, which are emptied.
# expect: passed
import ctypes
import os

libc = ctypes.CDLL(None)
libc.sem_open.restype = ctypes.c_void_p
for number in range(20):
    assert libc.shm_open(b'/memory-%d' % number, os.O_CREAT | os.O_RDWR, 0o600) >= 0
    assert libc.sem_open(b'/semaphore-%d' % number, os.O_CREAT, 0o600, 1)
queues = 0
for number in range(300):
    queue = libc.mq_open(b'/queue-%d' % number, os.O_CREAT | os.O_RDWR, 0o600, None)
    if queue < 0:
        break
    queues += 1
    assert libc.mq_send(queue, b'left behind', 11, 0) == 0
assert queues > 5
