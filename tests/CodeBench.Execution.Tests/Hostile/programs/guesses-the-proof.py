# attack: Prints a hundred thousand guesses of the proof.
# defence: It has 128 random bits.
# expect: no_verdict
import os

print('\n'.join(f'proof{os.urandom(16).hex()}' for _ in range(100_000)), flush=True)
os._exit(0)
