%% Writes a boot file for codebench.erl: OTP's own start.script without what a program may never need. What is left out here
%% (Erlang's parser and linter, the user's .erlang file) is loaded when it is called, as every other module. What is put in are
%% the descriptions of Elixir's applications, which would be parsed from text at every start.
main([Folder]) ->
    {ok, [{script, Name, Commands}]} = file:consult(filename:join([code:root_dir(), "bin", "start.script"])),
    Loads = [{apply, {application, load, [description(App)]}} || App <- [compiler, elixir, logger, ex_unit]],
    Script = {script, Name, lists:flatmap(fun(Command) -> change(Command, Loads) end, Commands)},
    ok = file:write_file(filename:join(Folder, "elixir.boot"), term_to_binary(Script)),
    {ok, codebench} = compile:file(filename:join(Folder, "codebench.erl"), [{outdir, Folder}, report]).

change({primLoad, Modules}, _) -> [{primLoad, Modules -- [erl_eval, erl_lint, erl_parse]}];
change({apply, {c, erlangrc, []}}, _) -> [];
change({progress, applications_loaded} = Command, Loads) -> Loads ++ [Command];
change(Command, _) -> [Command].

description(App) ->
    {ok, [Description]} = file:consult(code:where_is_file(atom_to_list(App) ++ ".app")),
    Description.
