# attack: Recurs without end with the interpreter's own limit lifted.
# defence: Memory runs out, or the stack does: the program's own failure.
# expect: memory_exceeded, runtime_error, timed_out
# Why: the interpreter's frames lie in memory, and whether memory or the stack or time is first depends on its version and the machine.
import sys

sys.setrecursionlimit(1 << 30)


def down(depth):
    return down(depth + 1) + 1


down(0)
