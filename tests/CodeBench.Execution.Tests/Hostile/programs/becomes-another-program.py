# attack: Becomes /bin/true before its tests.
# defence: Without proof there is no pass.
# expect: no_verdict
import os

os.execv('/bin/true', ['true'])
assert 1 == 2
