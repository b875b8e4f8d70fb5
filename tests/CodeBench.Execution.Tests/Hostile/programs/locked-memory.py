# attack: Locks its memory, so that the kernel cannot take it back, and takes more.
# defence: Locked memory counts as all other.
# expect: memory_exceeded
import ctypes

libc = ctypes.CDLL(None)
libc.mlockall(7)
held = []
while True:
    block = bytearray(4 << 20)
    held.append(block)
    libc.mlock(ctypes.addressof((ctypes.c_char * len(block)).from_buffer(block)), ctypes.c_size_t(len(block)))
