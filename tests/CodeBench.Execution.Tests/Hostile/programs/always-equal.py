# attack: Returns an object that is equal to everything.
# defence: None: the tests said yes, and only better tests can tell. Humans must look at what passes.
# expect: passed
# control: passed
class Yes:
    def __eq__(self, other):
        return True


def add(left, right):
    return Yes()


assert add(1, 1) == 2
