# attack: Handles the signal for its processor limit (SIGXCPU) and the alarm, and goes on.
# defence: The runner has clocks of its own, and SIGKILL.
# expect: timed_out
import resource
import signal

signal.signal(signal.SIGXCPU, lambda *_: None)
signal.signal(signal.SIGALRM, lambda *_: None)
signal.setitimer(signal.ITIMER_REAL, 0.01, 0.01)
resource.setrlimit(resource.RLIMIT_CPU, (1, resource.getrlimit(resource.RLIMIT_CPU)[1]))
while True:
    pass
