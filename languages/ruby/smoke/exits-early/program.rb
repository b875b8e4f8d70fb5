def add(a, b)
  exit!(0)
end

require 'test/unit'
class TestAdd < Test::Unit::TestCase
  def test_add
    assert_equal(6, add(2, 3))
  end
end
