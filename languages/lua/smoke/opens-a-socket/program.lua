-- An address of the documentation range: reachable from nowhere, and here there is not even a way to try. Lua's own library has
-- no sockets; bash has.
assert(os.execute("bash -c 'exec 3<>/dev/tcp/192.0.2.1/80'"))
