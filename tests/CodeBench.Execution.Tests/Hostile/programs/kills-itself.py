# attack: Kills itself with the signal that the runner and the kernel's memory killer use.
# defence: The runner knows whether it sent it; memory is told by the kernel's own count.
# expect: runtime_error
import os
import signal

os.kill(os.getpid(), signal.SIGKILL)
