# An address of the documentation range: reachable from nowhere, and here there is not even a way to try.
using Sockets
connect(ip"192.0.2.1", 80)
