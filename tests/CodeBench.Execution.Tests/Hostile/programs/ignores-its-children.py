# attack: Has the kernel throw away the state of its children (SIGCHLD ignored), in children and in threads.
# defence: The runner waits for its own child, whatever that one does with children of its own.
# expect: passed
import os
import signal
import threading

signal.signal(signal.SIGCHLD, signal.SIG_IGN)


def fork():
    for _ in range(20):
        if os.fork() == 0:
            os._exit(1)


threads = [threading.Thread(target=fork) for _ in range(4)]
try:
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
except OSError:
    pass
