# attack: Ends with 0 before its tests, through sys.exit.
# defence: Without proof there is no pass.
# expect: no_verdict
import sys

sys.exit(0)
assert 1 == 2
