# attack: A process that is never the same: each child forks and its parent exits, so that a killer is always one step behind.
# defence: One call signals every process of the user at once, and a process with SIGKILL pending cannot fork.
# expect: no_verdict
# Why: the first process exits with 0 before its tests, while the chain goes on.
import os

if os.fork():
    os._exit(0)
os.setsid()
while True:
    try:
        if os.fork():
            os._exit(0)
    except OSError:
        pass
