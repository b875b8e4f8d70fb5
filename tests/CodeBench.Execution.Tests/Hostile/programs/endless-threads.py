# attack: Spins in threads that hold no lock of the interpreter, so that processor time passes several times as fast.
# defence: Processor time is that of all threads and processes together, and the container has one processor's worth.
# expect: timed_out
import hashlib
import threading


def spin():
    block = bytes(1 << 20)
    while True:
        hashlib.sha256(block)


for _ in range(8):
    threading.Thread(target=spin).start()
