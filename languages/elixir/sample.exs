# Run once when the image is built: what is loaded by its end (loaded.txt) is what every program with a test needs. So it compiles
# as codebench.erl does, and writes its list by what is loaded anyway.
Code.put_compiler_option(:docs, false)
Code.put_compiler_option(:debug_info, false)

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
        name = :erlang.atom_to_list(module),
        not :lists.prefix(~c"Elixir.Logger", name),
        do: [name, "\n"]

  :ok = :file.write_file("loaded.txt", :lists.sort(loaded))
end)
