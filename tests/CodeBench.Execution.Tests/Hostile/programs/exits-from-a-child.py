# attack: Runs its tests in a child, whose failure it hides by ending with 0.
# defence: Without proof there is no pass.
# expect: no_verdict
import os

if os.fork():
    os.wait()
    os._exit(0)
assert 1 == 2
