# An address of the documentation range: reachable from nowhere, and here there is not even a way to try.
require 'socket'
Socket.tcp("192.0.2.1", 80, connect_timeout: 2)
