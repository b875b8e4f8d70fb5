# attack: Swaps standard output and standard error.
# defence: The proof counts on standard output only.
# expect: no_verdict
import os

saved = os.dup(1)
os.dup2(2, 1)
os.dup2(saved, 2)
