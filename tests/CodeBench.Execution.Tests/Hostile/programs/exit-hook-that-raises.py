# attack: Passes its tests, and then raises in an exit hook.
# defence: None is needed: the tests had reached their end.
# expect: passed
import atexit


def fail():
    raise AssertionError('too late')


atexit.register(fail)
assert 1 + 1 == 2
