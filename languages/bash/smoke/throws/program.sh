#!/bin/bash
divide() {
    echo $(( $1 / $2 ))
}

set -e
[[ $(divide 1 0) = "0" ]]
