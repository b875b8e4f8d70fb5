# Children that cannot be made are no reason to stop: the limit of processes holds, and time ends it.
defmodule Forks do
  def fork() do
    try do
      Port.open({:spawn_executable, "/bin/sleep"}, args: ["3600"])
    rescue
      _ -> :ok
    catch
      _, _ -> :ok
    end

    fork()
  end
end

Process.flag(:trap_exit, true)
Forks.fork()
