# attack: Has children dump core into the working folder and /tmp, and looks for the files.
# defence: The limit of core files is 0.
# expect: passed
import os

for folder in ('.', '/tmp'):
    if os.fork() == 0:
        os.chdir(folder)
        os.abort()
    status = os.wait()[1]
    assert not os.WCOREDUMP(status), status
    assert [name for name in os.listdir(folder) if 'core' in name] == []
