# attack: Writes to standard error for ever.
# defence: The limit of output, for each of the two streams.
# expect: output_exceeded
import sys

while True:
    sys.stderr.write('flood ' * 1000)
