# A child in a session of its own, with nothing open: the next program must not meet it.
File.touch!("/tmp/left-behind")
{_, 0} = System.cmd("/bin/sh", ["-c", "setsid sleep 3600 < /dev/null > /dev/null 2>&1 &"])

ExUnit.start()
defmodule HumanEvalTest do
  use ExUnit.Case, async: true
  test 'true' do
    assert true
  end
end
