#!/bin/bash
add() {
    echo $(( $1 + $2 ))
}

candidate() {
    add "$@"
}

set -e
run_test() {
    [[ $(candidate 2 3) = "5" ]]
    [[ $(candidate -1 1) = "0" ]]
}

run_test
