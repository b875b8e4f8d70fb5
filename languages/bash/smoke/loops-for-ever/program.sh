#!/bin/bash
count_down() {
    local n=$1
    while (( n != 1 )); do
        n=$(( n * 2 % 7 ))
    done
    echo $n
}

set -e
[[ $(count_down 0) = "1" ]]
