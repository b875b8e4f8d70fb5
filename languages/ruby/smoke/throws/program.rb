def pick(items)
  items[items.length].name
end

require 'test/unit'
class TestPick < Test::Unit::TestCase
  def test_pick
    assert_equal(3, pick([1, 2, 3]))
  end
end
