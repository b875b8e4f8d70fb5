# attack: Overflows the stack of the interpreter's C code.
# defence: A signal ends the program.
# expect: runtime_error
import sys

sys.setrecursionlimit(1 << 30)
nested = []
for _ in range(500_000):
    nested = [nested]
repr(nested)
