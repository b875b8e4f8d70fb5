import Glibc

// Children that cannot be made are no reason to stop: the limit of processes holds, and time ends it.
while true {
    _ = system("sleep 3600 &")
}
