# attack: Starts the runner itself, to have it clean up or to speak with it.
# defence: The runner refuses to be anything but process 1.
# expect: passed
import subprocess

for arguments in (['20000'], ['0'], [], ['99999']):
    done = subprocess.run(['/codebench-runner', *arguments], stdin=subprocess.DEVNULL, capture_output=True, timeout=5)
    assert (done.returncode, done.stdout) == (64, b'')
