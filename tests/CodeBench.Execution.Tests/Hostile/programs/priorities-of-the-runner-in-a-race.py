# attack: Children try without pause to lower the runner's priority and bind it to one processor while it takes their user to kill them.
# defence: The kernel: whoever has fewer rights than the runner may change neither its priority nor its processors.
# expect: passed
import os

for _ in range(40):
    if os.fork() == 0:
        os.setsid()
        while True:
            for action in (
                    lambda: os.setpriority(os.PRIO_PROCESS, 1, 19),
                    lambda: os.sched_setaffinity(1, {0}),
                    lambda: os.sched_setscheduler(1, os.SCHED_IDLE, os.sched_param(0))):
                try:
                    action()
                except OSError:
                    pass
