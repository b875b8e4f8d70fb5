# attack: Takes memory without end.
# defence: The container's limit of memory; the kernel kills the program and not the runner.
# expect: memory_exceeded
held = []
while True:
    held.append(bytearray(8 << 20))
