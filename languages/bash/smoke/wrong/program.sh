#!/bin/bash
add() {
    echo $(( $1 - $2 ))
}

set -e
[[ $(add 2 3) = "5" ]]
