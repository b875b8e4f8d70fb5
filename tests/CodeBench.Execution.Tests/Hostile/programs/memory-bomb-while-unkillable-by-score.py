# attack: Sets its own score for the kernel's choice of a victim back to 0, then takes memory, so that the runner might be chosen.
# defence: The kernel chooses by size as well: the runner is smaller than any program that eats memory.
# expect: memory_exceeded
with open('/proc/self/oom_score_adj', 'w') as score:
    score.write('0')
held = []
while True:
    held.append(bytearray(8 << 20))
