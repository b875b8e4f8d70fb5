using System.Buffers;

namespace CodeBench.Submission;

/// <summary>Words as a shell reads them.</summary>
internal static class Shell
{
    private static readonly SearchValues<char> Plain = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_@%+=:,./-");

    /// <summary>A word, in quotes where a shell would see more in it than itself.</summary>
    public static string Word(string text) =>
        text.Length > 0 && !text.AsSpan().ContainsAnyExcept(Plain) ? text : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    /// <summary>Words, one behind the other.</summary>
    public static string Words(IEnumerable<string> words) => string.Join(' ', words.Select(Word));
}
