-- The image is read-only, and so is every folder of others.
local file = assert(io.open("/usr/lib/written-by-a-program", "w"))
file:write("outside")
