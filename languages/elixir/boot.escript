%% Writes a boot file for codebench.erl: OTP's own start.script without what a program may never need. What is left out here
%% (Erlang's parser and linter, the user's .erlang file) is loaded when it is called, as every other module. What is put in are
%% the descriptions of Elixir's applications, which would be parsed from text at every start, and the modules that every program
%% with a test loads: together that is cheaper than one by one. They are those of loaded.txt, which a sample has written, and are
%% read from copies without documentation and debug information, which are most of a module, and without the numbers of their
%% lines, which a program's failures have no need of.
main([Folder]) ->
    {ok, [{script, Name, Commands}]} = file:consult(filename:join([code:root_dir(), "bin", "start.script"])),
    {ok, Text} = file:read_file(filename:join(Folder, "loaded.txt")),
    Copies = filename:join(Folder, "ebin"),
    ok = file:make_dir(Copies),
    Modules = [list_to_atom(Module) || Module <- string:lexemes(binary_to_list(Text), "\n"), copy(Module, Copies)],
    Script = {script, Name, lists:flatmap(fun(Command) -> change(Command, Copies, Modules) end, Commands)},
    ok = file:write_file(filename:join(Folder, "elixir.boot"), term_to_binary(Script)),
    {ok, codebench} = compile:file(filename:join(Folder, "codebench.erl"), [{outdir, Folder}, report]).

%% False for the modules that are part of the emulator.
copy(Module, Copies) ->
    case code:where_is_file(Module ++ ".beam") of
        non_existing ->
            false;
        File ->
            {ok, _, Chunks} = beam_lib:all_chunks(File),
            {ok, Binary} = beam_lib:build_module([Chunk || {Id, _} = Chunk <- Chunks, not lists:member(Id, ["Dbgi", "Docs", "Line"])]),
            ok = file:write_file(filename:join(Copies, Module ++ ".beam"), Binary),
            not lists:member(list_to_atom(Module), erlang:pre_loaded())
    end.

change({primLoad, [error_handler | _] = First}, Copies, Modules) ->
    Needed = First -- [erl_lint, erl_parse],
    [{primLoad, Needed -- Modules}, {path, [Copies]}, {primLoad, Modules}];
change({apply, {c, erlangrc, []}}, _, _) -> [];
change({progress, applications_loaded} = Command, _, _) ->
    [{apply, {application, load, [description(App)]}} || App <- [compiler, elixir, logger, ex_unit]] ++ [Command];
change(Command, _, _) -> [Command].

description(App) ->
    {ok, [Description]} = file:consult(code:where_is_file(atom_to_list(App) ++ ".app")),
    Description.
