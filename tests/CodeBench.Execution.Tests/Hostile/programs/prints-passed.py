# attack: Prints "passed" and all that test programs print when all is well.
# defence: The proof is fresh for every program and cannot be guessed.
# expect: no_verdict
import os

for word in ('passed', 'PASSED', 'OK', 'proof', '{{ word }}', '.\n---\nRan 1 test in 0.000s\n\nOK', '{"verdict": "passed"}'):
    print(word)
print(flush=True)
os._exit(0)
