#!/bin/bash
block=$(head -c 67108864 /dev/zero | tr '\0' x)
while true; do
    blocks+=$block
done
