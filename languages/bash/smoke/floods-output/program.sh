#!/bin/bash
line=$(printf 'flood%.0s' {1..10000})
while true; do
    echo "$line"
done
