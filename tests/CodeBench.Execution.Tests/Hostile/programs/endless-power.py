# attack: Computes a number too large for this world, in one call.
# defence: The limit of time does not ask the program.
# expect: timed_out
pow(3, 10 ** 8) // pow(7, 10 ** 7)
