namespace CodeBench.Core.Contamination;

/// <summary>So many tokens in a row: what overlap is found by.</summary>
public static class Gram
{
    /// <summary>Eight, as in the Llama 3 report, section 5.1.4. A power of two.</summary>
    public const int Length = 8;
}
