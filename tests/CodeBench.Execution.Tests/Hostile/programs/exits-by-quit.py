# attack: Ends by quit(), which also closes its standard input.
# defence: Without proof there is no pass.
# expect: no_verdict
quit()
assert 1 == 2
