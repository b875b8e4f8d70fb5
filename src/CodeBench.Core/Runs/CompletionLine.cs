using System.Text.Json.Serialization;
using CodeBench.Core.Completions;

namespace CodeBench.Core.Runs;

/// <summary>A line of completions.jsonl: what the model wrote, before and after trimming.</summary>
public sealed record CompletionLine
{
    /// <summary>The suite, with its version where that is not the default.</summary>
    public required string Suite { get; init; }

    /// <summary>The language.</summary>
    public required string Language { get; init; }

    /// <summary>The problem.</summary>
    public required string TaskId { get; init; }

    /// <summary>The sample's number, counted from 0.</summary>
    public required int Sample { get; init; }

    /// <summary>Whether the text continues the prompt, is a solution of its own, or an answer that the code is taken out of.</summary>
    public required SampleKind Kind { get; init; }

    /// <summary>The text as it came.</summary>
    public required string Raw { get; init; }

    /// <summary>The text that is judged: cut at the first stop sequence, its tabs replaced where the prompt style says so.</summary>
    public required string Completion { get; init; }

    /// <summary>How many tokens the model wrote; null where the sample came from elsewhere.</summary>
    public int? Tokens { get; init; }

    /// <summary>Why the model ended; null where the sample came from elsewhere.</summary>
    public FinishReason? FinishReason { get; init; }

    /// <summary>The natural logarithm of each token's probability; null, and not written, where nobody asked.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<float>? Logprobs { get; init; }

    /// <summary>Their sum; null, and not written, where nobody asked.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? CumulativeLogprob => LogProbabilities.Sum(Logprobs);
}
