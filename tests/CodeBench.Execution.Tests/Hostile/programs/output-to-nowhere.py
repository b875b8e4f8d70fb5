# attack: Points its standard output at /dev/null.
# defence: The proof does not arrive.
# expect: no_verdict
import os

os.dup2(os.open('/dev/null', os.O_WRONLY), 1)
