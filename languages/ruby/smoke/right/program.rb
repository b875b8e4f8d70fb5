def add(a, b)
  a + b
end

require 'test/unit'
class TestAdd < Test::Unit::TestCase
  def test_add
    candidate = method(:add)
    assert_equal(5, candidate.call(2, 3))
    assert_equal(0, candidate.call(-1, 1))
  end
end
