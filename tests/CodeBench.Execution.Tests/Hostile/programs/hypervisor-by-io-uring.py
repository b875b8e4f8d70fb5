# attack: Has the kernel's queue of work (io_uring) open a socket to the hypervisor, past all filters of system calls.
# defence: The queue itself is refused.
# expect: passed
import ctypes
import struct

libc = ctypes.CDLL(None)
libc.mmap.restype = ctypes.c_void_p
libc.mmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int, ctypes.c_int, ctypes.c_int, ctypes.c_long]
settings = ctypes.create_string_buffer(120)
queue = libc.syscall(425, 4, settings)
if queue >= 0:
    fields = struct.unpack('30I', settings.raw)
    ring, entry = (libc.mmap(None, 4096, 3, 0x8001, queue, place) for place in (0, 0x10000000))
    ctypes.memmove(entry, struct.pack('<BxxxiQQIIQ', 45, 40, 1, 0, 0, 0, 7), 40)  # IORING_OP_SOCKET, AF_VSOCK
    ctypes.c_uint32.from_address(ring + fields[16]).value = 0
    ctypes.c_uint32.from_address(ring + fields[11]).value = 1
    libc.syscall(426, queue, 1, 1, 1, None, 0)
    result = ctypes.c_int32.from_address(ring + fields[25] + 8).value
    assert result < 0, 'there is a socket to the hypervisor'
