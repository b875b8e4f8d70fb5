namespace CodeBench.Core.Completions;

/// <summary>Cuts a completion where the model should have stopped.</summary>
public static class StopTrimmer
{
    /// <summary>The completion up to the first place where any of the stop sequences begins; all of it where none does.</summary>
    /// <param name="completion">What the model wrote, without the prompt.</param>
    /// <param name="stopSequences">The stop sequences; empty ones are no stops.</param>
    public static string Trim(string completion, IReadOnlyList<string> stopSequences)
    {
        var end = completion.Length;
        foreach (var stop in stopSequences.Where(stop => stop.Length > 0))
        {
            var at = completion.IndexOf(stop, StringComparison.Ordinal);
            end = at < 0 ? end : Math.Min(end, at);
        }

        return completion[..end];
    }
}
