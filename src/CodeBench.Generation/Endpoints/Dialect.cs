namespace CodeBench.Generation.Endpoints;

/// <summary>Where servers that speak the same API differ: what one is sent. It begins with what the server says of itself, and learns from what it refuses.</summary>
internal sealed record Dialect
{
    /// <summary>How many stop sequences OpenAI's own servers take.</summary>
    private const int FewestStops = 4;

    /// <summary>What the most tokens are called.</summary>
    public string MaxTokensField { get; private init; } = "max_tokens";

    /// <summary>How many stop sequences it takes. The text is cut at the others here, so fewer only cost tokens.</summary>
    public int MostStops { get; private init; } = int.MaxValue;

    /// <summary>
    /// What top_k is where it is off; null for servers that are not known to have it. Those that have it are told of all that is off: else it would be what the
    /// model's generation_config.json says, or what the server thinks best.
    /// </summary>
    public int? TopKOff { get; private init; }

    /// <summary>What is known of a server by whom its models are said to belong to.</summary>
    public static Dialect Of(string? owner) => new()
    {
        TopKOff = owner switch
        {
            "vllm" or "sglang" => -1,
            "llamacpp" => 0,
            _ => null,
        },
    };

    /// <summary>What to try after a refusal; null where nothing else would be sent.</summary>
    /// <param name="words">What the server says.</param>
    /// <param name="stops">How many stop sequences there are.</param>
    public Dialect? After(string words, int stops)
    {
        if (words.Contains("max_completion_tokens", StringComparison.Ordinal) && MaxTokensField == "max_tokens")
        {
            return this with { MaxTokensField = "max_completion_tokens" };
        }

        return words.Contains("stop", StringComparison.OrdinalIgnoreCase) && Math.Min(stops, MostStops) > FewestStops ? this with { MostStops = FewestStops } : null;
    }
}
