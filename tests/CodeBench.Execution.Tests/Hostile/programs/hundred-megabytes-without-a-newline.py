# attack: Prints a hundred megabytes in one line.
# defence: Output is counted in bytes, not in lines.
# expect: output_exceeded
print('x' * 100_000_000)
