def count(n)
  n = n * 2 % 7 while n != 1
  n
end

require 'test/unit'
class TestCount < Test::Unit::TestCase
  def test_count
    assert_equal(1, count(0))
  end
end
