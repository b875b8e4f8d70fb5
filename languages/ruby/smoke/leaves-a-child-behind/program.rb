# A grandchild in a session of its own, with nothing open: the next program must not meet it.
child = fork do
  Process.setsid
  fork do
    [$stdin, $stdout, $stderr].each(&:close)
    File.write("/tmp/left-behind", "")
    sleep 3600
  end
  exit!(0)
end
Process.wait(child)

require 'test/unit'
class TestTrue < Test::Unit::TestCase
  def test_true
    assert_equal(true, true)
  end
end
