%% Writes a boot file for codebench.erl: OTP's own start.script without what a program may never need. What is left out here
%% (Erlang's parser and linter, the user's .erlang file) is loaded when it is called, as every other module. What is put in are
%% the descriptions of Elixir's applications, which would be parsed from text at every start, and the modules that every program
%% with a test loads: together that is cheaper than one by one. They are those of loaded.txt, which a sample has written.
main([Folder]) ->
    {ok, [{script, Name, Commands}]} = file:consult(filename:join([code:root_dir(), "bin", "start.script"])),
    {ok, Text} = file:read_file(filename:join(Folder, "loaded.txt")),
    Found = [{list_to_atom(Module), code:where_is_file(Module ++ ".beam")} || Module <- string:lexemes(binary_to_list(Text), "\n")],
    Modules = [{Module, filename:dirname(File)} || {Module, File} <- Found, is_list(File)],
    Script = {script, Name, lists:flatmap(fun(Command) -> change(Command, Modules) end, Commands)},
    ok = file:write_file(filename:join(Folder, "elixir.boot"), term_to_binary(Script)),
    {ok, codebench} = compile:file(filename:join(Folder, "codebench.erl"), [{outdir, Folder}, report]).

change({primLoad, [error_handler | _] = First}, Modules) ->
    Needed = First -- [erl_lint],
    More = [Pair || {Module, _} = Pair <- Modules, not lists:member(Module, First), not erlang:is_builtin(Module, module_info, 0)],
    Folders = lists:usort([Folder || {_, Folder} <- More]),
    [{primLoad, Needed} | lists:append([[{path, [Folder]}, {primLoad, [M || {M, F} <- More, F =:= Folder]}] || Folder <- Folders])];
change({apply, {c, erlangrc, []}}, _) -> [];
change({progress, applications_loaded} = Command, _) ->
    [{apply, {application, load, [description(App)]}} || App <- [compiler, elixir, logger, ex_unit]] ++ [Command];
change(Command, _) -> [Command].

description(App) ->
    {ok, [Description]} = file:consult(code:where_is_file(atom_to_list(App) ++ ".app")),
    Description.
