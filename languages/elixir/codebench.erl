%% Runs program.exs as `elixir program.exs` does: the same application, command line, exit status.
-module(codebench).
-export([main/0]).

main() ->
    {ok, _} = application:ensure_all_started(elixir),
    {ok, _} = application:ensure_all_started(logger),
    %% Of modules that are never written to a file nobody reads these.
    'Elixir.Code':put_compiler_option(docs, false),
    'Elixir.Code':put_compiler_option(debug_info, false),
    'Elixir.Kernel.CLI':main(["program.exs"]).
