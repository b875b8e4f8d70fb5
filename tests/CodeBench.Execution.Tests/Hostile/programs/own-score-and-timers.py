# attack: Changes all that a process may change of itself: score for the memory killer, timers, slack, personality, masks.
# defence: All of it ends with the process; the next starts from the runner.
# expect: passed
import ctypes
import os
import signal

libc = ctypes.CDLL(None)
with open('/proc/self/oom_score_adj', 'w') as score:
    score.write('500')
with open('/proc/self/coredump_filter', 'w') as dumped:
    dumped.write('0x7f')
libc.personality(0x0020000)  # UNAME26: an older kernel's number
libc.prctl(29, 1, 0, 0, 0)  # PR_SET_TIMERSLACK
libc.prctl(36, 1, 0, 0, 0)  # PR_SET_CHILD_SUBREAPER
libc.prctl(1, signal.SIGKILL, 0, 0, 0)  # PR_SET_PDEATHSIG
libc.prctl(4, 0, 0, 0, 0)  # PR_SET_DUMPABLE
libc.prctl(41, 1, 0, 0, 0)  # PR_SET_THP_DISABLE
os.umask(0o777)
os.nice(10)
for number in (signal.SIGHUP, signal.SIGUSR1, signal.SIGPIPE):
    signal.signal(number, signal.SIG_IGN)
signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGUSR1, signal.SIGUSR2, 40})
os.kill(os.getpid(), signal.SIGUSR2)
signal.setitimer(signal.ITIMER_VIRTUAL, 3600)
os.environ.clear()
os.setpgid(0, 0) if os.getsid(0) != os.getpid() else None
