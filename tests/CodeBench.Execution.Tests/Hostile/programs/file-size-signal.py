# attack: Lets the signal for a file that is too large end it (SIGXFSZ).
# defence: The limit of a single file's size; a signal is the program's own failure.
# expect: runtime_error
import signal

signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
with open('large', 'wb') as file:
    file.seek(1 << 40)
    file.write(b'x')
