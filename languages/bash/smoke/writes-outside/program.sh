#!/bin/bash
# The image is read-only, and so is every folder of others.
set -e
echo outside > /usr/lib/written-by-a-program
