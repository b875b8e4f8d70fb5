# attack: Blocks in the kernel: a parent waits in vfork for a child that sleeps and will never run another program.
# defence: The wait can be killed, and the wall limit does it.
# expect: timed_out
import ctypes
import os
import platform
import time

# clone(CLONE_VFORK | SIGCHLD) without shared memory: the child may go on as after a fork.
number, arguments = {'x86_64': (56, (0x4011, 0, 0, 0, 0)), 'aarch64': (220, (0x4011, 0, 0, 0, 0))}[platform.machine()]
if ctypes.CDLL(None).syscall(number, *arguments) == 0:
    while True:
        time.sleep(3600)
