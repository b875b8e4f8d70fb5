#!/bin/bash
# An address of the documentation range: reachable from nowhere, and here there is not even a way to try.
set -e
exec 3<>/dev/tcp/192.0.2.1/80
