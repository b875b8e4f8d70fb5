# attack: Opens its standard output for reading and takes away what it has printed, the proof included, in a child.
# defence: Without proof there is no pass: it harms only itself.
# expect: passed, no_verdict
# Two verdicts: the runner and the child both read, and whoever is first has the proof.
import os
import time

if os.fork() == 0:
    mine = os.open('/proc/self/fd/1', os.O_RDONLY)
    os.write(2, b'.')
    while True:
        os.read(mine, 65536)
time.sleep(0.05)
