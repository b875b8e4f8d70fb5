defmodule HumanEval do
  def candidate(a, b), do: add(a, b)
  def add(a, b) do
    a + b
  end
end

ExUnit.start()
defmodule HumanEvalTest do
  use ExUnit.Case, async: true
  test 'add' do
    assert 5 == HumanEval.candidate(2, 3)
    assert 0 == HumanEval.candidate(-1, 1)
  end
end
