# attack: Prints one byte at a time, without end, so that reading costs more than writing.
# defence: The limit of time counts for the program, and reading takes what is there in one go.
# expect: timed_out, output_exceeded
# Two verdicts: a fast machine reaches the limit of output first.
import os

while True:
    os.write(1, b'x')
