# attack: Kills its whole process group and session.
# defence: The runner is in neither.
# expect: runtime_error
import os
import signal

os.killpg(0, signal.SIGKILL)
