local function count(n)
  while n ~= 1 do
    n = n * 2 % 7
  end
  return n
end

local lu = require('luaunit')
function test_count()
  lu.assertEquals(count(0), 1)
end

os.exit(lu.LuaUnit.run())
