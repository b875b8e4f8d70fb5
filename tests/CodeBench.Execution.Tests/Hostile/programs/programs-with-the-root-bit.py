# attack: Runs every program of the image that is root's whoever starts it, and one of its own with that bit.
# defence: No new privileges: the bit does nothing.
# expect: passed
import os
import shutil
import subprocess
import time

found = []
for folder in ('/bin', '/sbin', '/usr/bin', '/usr/sbin', '/usr/lib'):
    for name in os.listdir(folder):
        path = f'{folder}/{name}'
        if os.path.isfile(path) and os.stat(path).st_mode & 0o6000:
            found.append(path)
assert found
for path in found:
    for arguments in (['-c', 'id -u > /tmp/root'], ['root', '-c', 'id -u > /tmp/root'], ['root', 'sh', '-c', 'id -u > /tmp/root']):
        subprocess.Popen([path, *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
time.sleep(1)
assert not os.path.exists('/tmp/root')
shutil.copy('/usr/bin/id', '/tmp/id')
os.chmod('/tmp/id', 0o6755)
assert subprocess.check_output(['/tmp/id', '-u']).decode().strip() == str(os.getuid())
