using System.Text.Json.Serialization;
using CodeBench.Core.Completions;

namespace CodeBench.Cli.Terminal;

/// <summary>One completion of a prompt, as `complete --json` tells of it.</summary>
internal sealed record PromptCompletion
{
    /// <summary>Its number, counted from 0.</summary>
    public required int Sample { get; init; }

    /// <summary>Its ids, one that only ended the text left out; null where a server gave the text alone.</summary>
    public required IReadOnlyList<int>? Ids { get; init; }

    /// <summary>Its text; null where there is no tokenizer.</summary>
    public required string? Text { get; init; }

    /// <summary>Why it ended.</summary>
    public required FinishReason FinishReason { get; init; }

    /// <summary>How many ids there are; of a server's, as it counts them.</summary>
    public required int Tokens { get; init; }

    /// <summary>How fast they came, the first one left out, which the prompt gives; null where there was no other, or a server gave the text as a whole.</summary>
    public required double? TokensPerSecond { get; init; }

    /// <summary>The logarithm of each id's probability; not there where nobody asked.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<float>? Logprobs { get; init; }

    /// <summary>Their sum; not there where nobody asked.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? CumulativeLogprob => LogProbabilities.Sum(Logprobs);
}
