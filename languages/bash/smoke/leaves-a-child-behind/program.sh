#!/bin/bash
# A child in a session of its own, with nothing open: the next program must not meet it.
setsid sleep 3600 <&- >&- 2>&- &
touch /tmp/left-behind
set -e
[[ $(echo true) = "true" ]]
