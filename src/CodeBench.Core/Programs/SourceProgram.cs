using CodeBench.Core.Languages;

namespace CodeBench.Core.Programs;

/// <summary>What a sandbox runs: source files, steps and environment. It names no suite, no problem and no model.</summary>
public sealed record SourceProgram
{
    /// <summary>The files of the working folder, at most 256 with the binaries.</summary>
    public required IReadOnlyList<SourceFile> Files { get; init; }

    /// <summary>Files of the working folder that are no text; their names are not among the others.</summary>
    public IReadOnlyList<BinaryFile> Binaries { get; init; } = [];

    /// <summary>The names of the files that it is to leave: the last step's report carries those that are there when all steps have exited with 0.</summary>
    public IReadOnlyList<string> Results { get; init; } = [];

    /// <summary>The commands, in order; the first that fails is the last that is run.</summary>
    public required IReadOnlyList<Step> Steps { get; init; }

    /// <summary>The command of the helper that starts the warm run steps; empty where each of them is a fresh process.</summary>
    public IReadOnlyList<string> Helper { get; init; } = [];

    /// <summary>The command of the server that does the warm compile steps; empty where each of them is a fresh process.</summary>
    public IReadOnlyList<string> CompileServer { get; init; } = [];

    /// <summary>Environment variables, beside PATH, HOME and LANG, which the sandbox sets.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();
}
