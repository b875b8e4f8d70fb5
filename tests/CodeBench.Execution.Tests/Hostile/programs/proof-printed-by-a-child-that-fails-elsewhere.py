# attack: Both of two processes run the tests; the child prints the proof, the parent fails.
# defence: The first process must end with 0 as well.
# expect: wrong_answer
import os

child = os.fork()
if child:
    os.waitpid(child, 0)
    assert 1 == 2
