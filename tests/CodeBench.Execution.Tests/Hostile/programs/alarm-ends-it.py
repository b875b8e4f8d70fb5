# attack: Lets an alarm end it, in the middle of its tests.
# defence: A signal is the program's own failure.
# expect: runtime_error
import signal

signal.setitimer(signal.ITIMER_REAL, 0.05)
signal.pause()
