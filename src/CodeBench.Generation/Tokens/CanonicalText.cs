namespace CodeBench.Generation.Tokens;

/// <summary>Unicode's canonical composition (NFC).</summary>
internal static class CanonicalText
{
    /// <summary>The text in NFC.</summary>
    public static string Compose(string text) => text.Normalize();
}
