# attack: Makes two million files, in the working folder, /tmp and /dev/shm.
# defence: Folders in memory have a limit of files, or the limit of time; what is there is removed, slowly wiped containers are replaced.
# expect: timed_out, passed
# Two verdicts: it passes where every folder refuses before the time is over.
count = 0
for folder in ('.', '/tmp', '/dev/shm'):
    try:
        while count < 2_000_000:
            with open(f'{folder}/{count}', 'w'):
                count += 1
    except OSError:
        pass
assert count < 2_000_000
