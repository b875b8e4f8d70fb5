using System.Text.RegularExpressions;

namespace CodeBench.Core.Languages;

/// <summary>All that is known of a language: what languages/&lt;id&gt;/language.yaml says. No code knows a language by name.</summary>
public sealed record Language
{
    /// <summary>What stands for the proof word in an epilogue.</summary>
    public const string WordMark = "{{ word }}";

    /// <summary>Lower-case name: the folder's, and the one in files and reports.</summary>
    public required string Id { get; init; }

    /// <summary>The name for people: "C++".</summary>
    public required string Name { get; init; }

    /// <summary>Other names that commands accept, MultiPL-E's short name among them.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Full path of the folder with language.yaml, Dockerfile and smoke programs.</summary>
    public required string Folder { get; init; }

    /// <summary>The file that the program's text is written to.</summary>
    public required string FileName { get; init; }

    /// <summary>The commands, in order; the last is the run.</summary>
    public required IReadOnlyList<Step> Steps { get; init; }

    /// <summary>Environment variables of every step.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>What starts the warm run steps; null where it is not in use, and each of them is a fresh process.</summary>
    public WarmHelper? Helper { get; init; }

    /// <summary>What does the warm compile steps; null where it is not in use, and each of them is a fresh process.</summary>
    public CompileServer? CompileServer { get; init; }

    /// <summary>How tests that are inputs are run; null where the language cannot.</summary>
    public TestDriver? Driver { get; init; }

    /// <summary>How code is taken out of a chat model's answer; null where the language cannot.</summary>
    public AnswerExtractor? Extractor { get; init; }

    /// <summary>What answers look like, where there is no extractor; null where code is not taken out of answers.</summary>
    public AnswerSyntax? Answers { get; init; }

    /// <summary>What docstrings look like; null where the language has none.</summary>
    public DocstringSyntax? Docstrings { get; init; }

    /// <summary>The version of what takes code out of answers; null where nothing does.</summary>
    public int? ExtractorVersion => Extractor?.Version ?? (Answers is null ? null : AnswerSyntax.Version);

    /// <summary>How typed problems are read so that they can be said in other languages; null where the language cannot.</summary>
    public TypedReader? Reader { get; init; }

    /// <summary>Texts at which a completion is cut where the suite names none.</summary>
    public IReadOnlyList<string> StopSequences { get; init; } = [];

    /// <summary>What cuts by their syntax the completions that met no stop sequence: its id; null where nothing does.</summary>
    public string? Trimmer { get; init; }

    /// <summary>
    /// What is put behind the last test: it prints the proof word on a line of its own to standard output. {{ word }} stands
    /// for the word. Empty where a companion does that.
    /// </summary>
    public string Epilogue { get; init; } = "";

    /// <summary>The epilogue goes before the last match of this; behind everything where it is null or does not match.</summary>
    public Regex? EpiloguePlace { get; init; }

    /// <summary>What is changed in a program's text before the epilogue is put in.</summary>
    public IReadOnlyList<TextRewrite> Rewrites { get; init; } = [];

    /// <summary>Files beside the program's own.</summary>
    public IReadOnlyList<CompanionFile> Companions { get; init; } = [];

    /// <summary>
    /// What is put between the last test and the epilogue in a control run: it fails as a test fails, so whoever still passes
    /// has a pass of his own making. Empty where the language has none.
    /// </summary>
    public string Control { get; init; } = "";

    /// <summary>How a failure is told from an error; what no rule matches is a compile error or a runtime error by its step.</summary>
    public IReadOnlyList<FailureRule> FailureRules { get; init; } = [];

    /// <summary>Other ways to run a program.</summary>
    public IReadOnlyList<LanguageVariant> Variants { get; init; } = [];

    /// <summary>Why its definition was never checked where this was written, for people; null where it was.</summary>
    public string? Unchecked { get; init; }

    /// <summary>The largest limits of its steps: what its containers are made for.</summary>
    public required Limits Limits { get; init; }
}
