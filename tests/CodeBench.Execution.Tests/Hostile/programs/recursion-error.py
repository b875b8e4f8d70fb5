# attack: Recurs without end.
# defence: The interpreter's own limit: an exception like any other.
# expect: runtime_error
def down(depth):
    return down(depth + 1) + 1


down(0)
