-- Lua has no fork, but a shell. Children that cannot be made are no reason to stop: the limit of processes holds, and time ends it.
while true do
  os.execute("lua5.4 program.lua 2>/dev/null &")
end
