# attack: Reads and writes the runner's memory, environment, descriptors, root and maps, and traces it; the same with its own parent.
# defence: They belong to another user and cannot be traced or inspected.
# expect: passed
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
possible = []
for process in {1, os.getppid()}:
    for name in ('mem', 'environ', 'maps', 'auxv', 'fd/0', 'fd/1', 'root/etc/passwd', 'cwd/etc/passwd', 'stack', 'syscall', 'pagemap', 'io'):
        for flags in (os.O_RDONLY, os.O_WRONLY):
            try:
                number = os.open(f'/proc/{process}/{name}', flags | os.O_NONBLOCK)
                if flags == os.O_WRONLY or os.read(number, 16):
                    possible.append((process, name, flags))
            except OSError:
                pass
    for name in ('oom_score_adj', 'comm', 'coredump_filter', 'clear_refs', 'timerslack_ns', 'autogroup', 'attr/current', 'loginuid'):
        try:
            with open(f'/proc/{process}/{name}', 'w') as file:
                file.write('0')
            possible.append((process, name))
        except OSError:
            pass
    for request in (16, 0x4206):  # PTRACE_ATTACH, PTRACE_SEIZE
        if libc.ptrace(request, process, 0, 0) == 0:
            possible.append((process, request))
    if libc.process_vm_readv(process, None, 0, None, 0, 0) == 0:
        possible.append((process, 'process_vm_readv'))
assert possible == []
