namespace CodeBench.Core.Problems.Translations;

/// <summary>The words that files have for kinds.</summary>
internal static class KindWords
{
    private static readonly Dictionary<string, string> Others = new(StringComparer.Ordinal)
    {
        [nameof(LiteralKind.Whole)] = "int",
        [nameof(LiteralKind.Real)] = "float",
        [nameof(LiteralKind.Text)] = "str",
        [nameof(LiteralKind.WholeAsReal)] = "int_as_float",
    };

    /// <summary>The word for a kind.</summary>
    public static string Of<T>(T kind)
        where T : struct, Enum =>
        kind.ToString() is var name && Others.TryGetValue(name, out var word) ? word : name.ToLowerInvariant();

    /// <summary>All words for kinds of a sort.</summary>
    public static IReadOnlyList<string> All<T>()
        where T : struct, Enum => [.. Enum.GetValues<T>().Select(Of)];

    /// <summary>The kind that a word stands for.</summary>
    /// <exception cref="FormatException">There is none.</exception>
    public static T Parse<T>(string word)
        where T : struct, Enum =>
        Enum.GetValues<T>().Where(kind => Of(kind) == word).Cast<T?>().FirstOrDefault() ?? throw new FormatException($"There is no {word}.");
}
