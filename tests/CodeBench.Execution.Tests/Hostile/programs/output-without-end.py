# attack: Prints for ever.
# defence: The limit of output; the runner goes on reading and keeps only the start and the end.
# expect: output_exceeded
while True:
    print('flood ' * 1000)
