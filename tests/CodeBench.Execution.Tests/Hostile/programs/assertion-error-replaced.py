# attack: Puts another exception in the place of AssertionError, one that ends with 0.
# defence: The assert statement does not ask for the name.
# expect: wrong_answer
import builtins

builtins.AssertionError = AssertionError = SystemExit
assert 1 == 2
