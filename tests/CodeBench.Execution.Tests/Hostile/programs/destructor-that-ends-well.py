# attack: Fails its tests, but an object's destructor ends the process with 0.
# defence: Without proof there is no pass.
# expect: no_verdict
import os


class Last:
    def __del__(self):
        os._exit(0)


last = Last()
assert 1 == 2
