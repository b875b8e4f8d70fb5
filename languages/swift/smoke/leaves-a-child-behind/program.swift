import Glibc

// A child in a session of its own, with nothing open: the next program must not meet it.
assert(system("touch /tmp/left-behind; setsid sleep 3600 < /dev/null > /dev/null 2>&1 &") == 0)
