# Run once when the image is built: what is loaded by its end (loaded.txt) is what every program with a test needs.
defmodule Sample do
  def candidate(numbers), do: Enum.map(numbers, fn number -> number + 1 end)
end

ExUnit.start()

defmodule SampleTest do
  use ExUnit.Case, async: true

  test "sample" do
    assert [2, 3] == Sample.candidate([1, 2])
  end
end

ExUnit.after_suite(fn _ ->
  loaded =
    for {module, file} <- :code.all_loaded(),
        is_list(file),
        # What the start itself needed where it goes another way (boot.escript, codebench.erl), and what is here alone.
        module not in [Sample, SampleTest, :c, :epp, :erl_lint, :erl_parse, :erl_scan],
        not String.starts_with?(inspect(module), "Logger"),
        do: [to_string(module), "\n"]

  File.write!("loaded.txt", Enum.sort(loaded))
end)
