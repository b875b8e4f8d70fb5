# attack: Spins in the interpreter's C code, where no signal handler of Python ever runs, with all signals blocked.
# defence: SIGKILL at the limit of time cannot be blocked.
# expect: timed_out
import re
import signal

signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))
re.match('(a*)*b', 'a' * 64)
