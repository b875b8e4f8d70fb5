namespace CodeBench.Core.Problems.Translations;

/// <summary>How typed problems are said in a language: what languages/&lt;id&gt;/translation.yaml says. No code knows a language by name.</summary>
public sealed record Translation
{
    /// <summary>The folder's name: the language.</summary>
    public required string Id { get; init; }

    /// <summary>Full path of the file, for messages.</summary>
    public required string Path { get; init; }

    /// <summary>The language in records, as MultiPL-E has it: the ending of its files.</summary>
    public required string Extension { get; init; }

    /// <summary>How the function is called.</summary>
    public required NameStyle Naming { get; init; }

    /// <summary>Words that functions and parameters must not be called; they get an underscore.</summary>
    public IReadOnlyList<string> Reserved { get; init; } = [];

    /// <summary>Names of functions and parameters that mean something else in the language, and what they are called there.</summary>
    public IReadOnlyDictionary<string, string> Renames { get; init; } = new Dictionary<string, string>();

    /// <summary>Names of types by the word of their kind, over the names of their parts; null where the language writes no types.</summary>
    public IReadOnlyDictionary<string, TextTemplate>? Types { get; init; }

    /// <summary>Names of types within other types, where they differ.</summary>
    public IReadOnlyDictionary<string, TextTemplate> InnerTypes { get; init; } = new Dictionary<string, TextTemplate>();

    /// <summary>What `tuple_name` is by the number of items, from one item on; no tuple may have more. Empty where it does not matter.</summary>
    public IReadOnlyList<string> TupleNames { get; init; } = [];

    /// <summary>How values are written, by the word of their kind and a few more.</summary>
    public required IReadOnlyDictionary<string, TextTemplate> Values { get; init; }

    /// <summary>How texts are written.</summary>
    public required TextStyle Strings { get; init; }

    /// <summary>Whole numbers that do not fit into so many bits, the sign not counted, cannot be written; null where all can.</summary>
    public int? IntegerBits { get; init; }

    /// <summary>The words of the kinds of values that a dictionary's keys may be; empty where any may.</summary>
    public IReadOnlyList<string> DictKeys { get; init; } = [];

    /// <summary>Words of descriptions, and what is said for them.</summary>
    public IReadOnlyDictionary<string, string> Terms { get; init; } = new Dictionary<string, string>();

    /// <summary>A parameter, over `name` and `type`.</summary>
    public required TextTemplate Parameter { get; init; }

    /// <summary>A call in an example, over `name` and `arguments`.</summary>
    public required TextTemplate Call { get; init; }

    /// <summary>The prompt, over `name`, `parameters`, `returns` and `lines`.</summary>
    public required TextTemplate Prompt { get; init; }

    /// <summary>What stands in front of the assertions, over `name`.</summary>
    public required TextTemplate Opening { get; init; }

    /// <summary>An assertion, over `name`, `arguments`, `expected`, `kind`, `return_kind` and `return_type`.</summary>
    public required TextTemplate Assertion { get; init; }

    /// <summary>What stands behind them, over `name`.</summary>
    public required TextTemplate Closing { get; init; }

    /// <summary>Where a completion ends.</summary>
    public required IReadOnlyList<string> StopTokens { get; init; }
}
