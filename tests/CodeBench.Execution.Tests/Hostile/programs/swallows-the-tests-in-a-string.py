# attack: Ends with a string that is never closed, to swallow the tests behind it.
# defence: What does not compile does not run.
# expect: compile_error
def add(left, right):
    return 3


ignored = '''
assert add(1, 1) == 2
