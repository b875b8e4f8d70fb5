# attack: Renames, replaces and removes its working folder and its own source, and puts a link to / in its place.
# defence: The folder above belongs to root.
# expect: passed
import os
import shutil

held = 0
for action in (
        lambda: os.rename('/box/program', '/box/other'),
        lambda: os.rename('/box/program', '/tmp/other'),
        lambda: os.rmdir('/box/program'),
        lambda: os.symlink('/', '/box/link'),
        lambda: os.mkdir('/box/mine'),
        lambda: shutil.rmtree('/box/program')):
    try:
        action()
    except OSError:
        held += 1
assert held == 6
assert os.listdir('/box/program') == []
