def add(a, b)
  a - b
end

require 'test/unit'
class TestAdd < Test::Unit::TestCase
  def test_add
    assert_equal(5, add(2, 3))
  end
end
