# attack: Raises SystemExit from within the function under test.
# defence: Without proof there is no pass.
# expect: no_verdict
def add(left, right):
    raise SystemExit


assert add(1, 1) == 2
