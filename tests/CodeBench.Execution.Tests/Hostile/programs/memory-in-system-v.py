# attack: Fills all memory with System V shared memory, which stays when its process is gone.
# defence: It counts into the limit of memory; after a program the runner removes all that its user owns.
# expect: memory_exceeded
import ctypes

libc = ctypes.CDLL(None)
libc.shmat.restype = ctypes.c_void_p
while True:
    segment = libc.shmget(0, ctypes.c_size_t(16 << 20), 0o1600)
    assert segment >= 0
    address = libc.shmat(segment, None, 0)
    ctypes.memset(address, 1, 16 << 20)
    libc.shmdt(ctypes.c_void_p(address))
