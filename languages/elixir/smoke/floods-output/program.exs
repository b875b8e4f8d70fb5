defmodule Flood do
  def flow(line) do
    IO.puts(line)
    flow(line)
  end
end

Flood.flow(String.duplicate("flood", 10000))
