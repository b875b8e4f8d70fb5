local function add(a, b)
  return a + b
end

lu = require('luaunit')

function test_humaneval()
local candidate = add
    lu.assertEquals(candidate(2, 3), 5)
    lu.assertEquals(candidate(-1, 1), 0)
end

os.exit(lu.LuaUnit.run())
