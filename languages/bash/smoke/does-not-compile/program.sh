#!/bin/bash
add() {
    if [ "$1" ] then
        echo $(( $1 + $2 ))
    fi
}

set -e
[[ $(add 2 3) = "5" ]]
