local function pick(items)
  return items[#items + 1].name
end

local lu = require('luaunit')
function test_pick()
  lu.assertEquals(pick({1, 2, 3}), 3)
end

os.exit(lu.LuaUnit.run())
