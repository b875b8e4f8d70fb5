# attack: Lowers its own priority and those of all processes of its user, and tries to change the runner's.
# defence: What a program may change is its own and ends with it; nothing of the runner may be changed.
# expect: passed
import os

os.setpriority(os.PRIO_USER, os.getuid(), 19)
os.setpriority(os.PRIO_PGRP, 0, 19)
os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
possible = []
for process in {1, os.getppid()}:
    for action in (
            lambda: os.setpriority(os.PRIO_PROCESS, process, 19),
            lambda: os.sched_setscheduler(process, os.SCHED_BATCH, os.sched_param(0)),
            lambda: os.sched_setaffinity(process, {0}),
            lambda: os.setpriority(os.PRIO_PROCESS, 0, -20),
            lambda: os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(99))):
        try:
            action()
            possible.append(process)
        except OSError:
            pass
assert possible == []
