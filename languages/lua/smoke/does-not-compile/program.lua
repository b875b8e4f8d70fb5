local function add(a, b)
  return a + 
end

local lu = require('luaunit')
function test_add()
  lu.assertEquals(add(2, 3), 5)
end

os.exit(lu.LuaUnit.run())
