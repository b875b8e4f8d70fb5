%% Runs program.exs as `elixir program.exs` does: the same application, command line, exit status.
-module(codebench).
-export([main/0]).

-define(PROGRAM, "program.exs").

main() ->
    {ok, _} = application:ensure_all_started(elixir),
    start_logger(prim_file:read_file(?PROGRAM)),
    %% Of modules that are never written to a file nobody reads these.
    'Elixir.Code':put_compiler_option(docs, false),
    'Elixir.Code':put_compiler_option(debug_info, false),
    'Elixir.Kernel.CLI':main([?PROGRAM]).

%% Takes as long as the compilation of a module, so it is left to those who speak of it.
start_logger({ok, Text}) ->
    case binary:match(Text, [<<"Logger">>, <<"logger">>, <<"CaptureLog">>, <<"capture_log">>]) of
        nomatch -> ok;
        _ -> {ok, _} = application:ensure_all_started(logger)
    end;
start_logger(_) -> ok.
