# attack: Raises its limits, changes the runner's, and lowers its own as far as they go.
# defence: Hard limits cannot be raised, the runner's belong to another user, and its own end with it.
# expect: passed
import os
import resource

possible = []
for name in ('CORE', 'CPU', 'FSIZE', 'NOFILE', 'NICE', 'RTPRIO', 'MEMLOCK', 'MSGQUEUE', 'NPROC', 'SIGPENDING'):
    kind = getattr(resource, 'RLIMIT_' + name, None)
    if kind is None:
        continue
    hard = resource.getrlimit(kind)[1]
    for action in (
            lambda: resource.setrlimit(kind, (hard + 1, hard + 1)),
            lambda: resource.prlimit(1, kind, (0, 0)),
            lambda: resource.prlimit(os.getppid(), kind, (0, 0))):
        try:
            action()
            possible.append(name)
        except (OSError, ValueError):
            pass
assert possible == []
for name in ('FSIZE', 'NOFILE', 'NPROC', 'MEMLOCK', 'MSGQUEUE', 'SIGPENDING', 'STACK'):
    kind = getattr(resource, 'RLIMIT_' + name, None)
    if kind is not None:
        resource.setrlimit(kind, (0, 0))
