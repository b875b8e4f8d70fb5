# attack: Leaves modules named like those of the library where the next program might load them from: its folder, /tmp, its home.
# defence: Every program has a fresh folder and an environment of its own; all other folders are emptied.
# expect: passed
import os

for folder in ('.', '/tmp', os.path.expanduser('~/.local/lib/python3.11/site-packages'), os.path.expanduser('~/.config')):
    os.makedirs(folder, exist_ok=True)
    for name in ('sitecustomize', 'usercustomize', 'os', 'collections', 'encodings', 'unittest'):
        with open(f'{folder}/{name}.py', 'w') as module:
            module.write('import posix; posix._exit(0)\n')
