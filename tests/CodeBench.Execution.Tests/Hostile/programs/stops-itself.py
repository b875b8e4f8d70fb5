# attack: Stops itself (SIGSTOP), and so uses no time at all.
# defence: The limit of wall time.
# expect: timed_out
import os
import signal

os.kill(os.getpid(), signal.SIGSTOP)
