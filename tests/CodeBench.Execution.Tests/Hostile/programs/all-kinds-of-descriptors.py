# attack: Uses up inotify instances and watches, epoll, timers, events and signals' descriptors, in children that stay.
# defence: They are counted for each user, and each container has a user of its own; they go with the processes.
# expect: passed
import ctypes
import os
import time

libc = ctypes.CDLL(None)
libc.timerfd_create.restype = ctypes.c_int
ready = os.pipe()
for _ in range(8):
    if os.fork() == 0:
        watches = [libc.inotify_init1(0) for _ in range(200)]
        for folder in ('/tmp', '/', '/etc', '/usr', '/dev', '/proc', '.', '/dev/shm'):
            for watch in watches:
                libc.inotify_add_watch(watch, folder.encode(), 0xfff)
        for _ in range(100):
            libc.timerfd_create(1, 0)
            libc.eventfd(0, 0)
            libc.epoll_create1(0)
        os.write(ready[1], b'.')
        time.sleep(3600)
for _ in range(8):
    os.read(ready[0], 1)
