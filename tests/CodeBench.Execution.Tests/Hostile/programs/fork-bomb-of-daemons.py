# attack: A fork bomb of daemons: each forks twice, leads a session of its own and ignores every signal it can.
# defence: Killing goes by user, not by process group or session, and SIGKILL cannot be ignored.
# expect: timed_out
import os
import signal

for number in range(1, 65):
    try:
        signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError):
        pass
while True:
    try:
        if os.fork() == 0:
            os.setsid()
            os.fork()
    except OSError:
        pass
