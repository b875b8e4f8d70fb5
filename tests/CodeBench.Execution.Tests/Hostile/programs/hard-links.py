# attack: Makes hard links to files of the image and of other users, and thousands to one of its own.
# defence: The image is another file system, read-only; its own links count as files.
# expect: passed
import os

held = 0
for path in ('/etc/passwd', '/usr/bin/python3', '/codebench-runner', '/proc/self/mem'):
    try:
        os.link(path, 'linked')
    except OSError:
        held += 1
assert held == 4
with open('own', 'w'):
    pass
for number in range(5000):
    os.link('own', f'own-{number}')
