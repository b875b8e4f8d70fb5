namespace CodeBench.Core.Problems.Translations;

/// <summary>How a language writes texts.</summary>
public sealed record TextStyle
{
    /// <summary>What stands around them: the first that is not in the text; where all are in it, the first, which is then escaped.</summary>
    public required IReadOnlyList<string> Quotes { get; init; }

    /// <summary>What is written for some parts of a text; of two that fit, the longer.</summary>
    public required IReadOnlyDictionary<string, string> Escapes { get; init; }

    /// <summary>Over `quote`: what is written for the quote that stands around a text.</summary>
    public required TextTemplate QuoteEscape { get; init; }

    /// <summary>Over `hex2`, `hex4` and `octal3`: what is written for another control character; null where there is no way.</summary>
    public TextTemplate? Control { get; init; }
}
