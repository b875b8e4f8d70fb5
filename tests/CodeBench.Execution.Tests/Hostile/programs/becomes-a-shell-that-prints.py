# attack: Becomes a shell that prints what a pass might look like.
# defence: The proof is fresh for every program and cannot be guessed.
# expect: no_verdict
import os

os.execv('/bin/sh', ['sh', '-c', 'echo passed; echo OK; echo proof0123456789abcdef0123456789abcdef; exit 0'])
assert 1 == 2
