# attack: Asks the kernel for a queue of work with a thread of its own (io_uring), and leaves it spinning in a child.
# defence: Refused by the engine's filter or the kernel; where not, it goes with its process.
# expect: passed
import ctypes
import os
import struct
import time

libc = ctypes.CDLL(None)
if os.fork() == 0:
    os.setsid()
    settings = ctypes.create_string_buffer(struct.pack('6I', 0, 0, 2, 0, 3_600_000, 0), 120)  # IORING_SETUP_SQPOLL
    libc.syscall(425, 64, settings)
    time.sleep(3600)
time.sleep(0.1)
