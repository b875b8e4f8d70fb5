# attack: Asks for a core file as large as can be, dumps all of its memory, and aborts.
# defence: The limit of core files is 0, also for those who would raise it.
# expect: runtime_error
import os
import resource

with open('/proc/self/coredump_filter', 'w') as file:
    file.write('0x1ff')
try:
    resource.setrlimit(resource.RLIMIT_CORE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
except (OSError, ValueError):
    pass
held = bytearray(100 << 20)
os.abort()
