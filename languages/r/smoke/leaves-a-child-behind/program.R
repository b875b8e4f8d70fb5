# A child in a session of its own, with nothing open: the next program must not meet it.
stopifnot(file.create("/tmp/left-behind"))
stopifnot(system("setsid sleep 3600 < /dev/null > /dev/null 2>&1 &") == 0)
