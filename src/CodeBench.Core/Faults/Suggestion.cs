namespace CodeBench.Core.Faults;

/// <summary>For a name that is not known: those that are, and the one that was probably meant.</summary>
public static class Suggestion
{
    private const int MostListed = 40;

    /// <summary>"Did you mean humaneval? There are: humaneval, mbpp."</summary>
    /// <param name="wrong">The name that is not known.</param>
    /// <param name="known">The names that are.</param>
    public static string For(string wrong, IEnumerable<string> known)
    {
        var names = known.ToList();
        if (names.Count == 0)
        {
            return "There are none.";
        }

        var nearest = names.MinBy(name => Distance(wrong, name))!;
        var meant = Distance(wrong, nearest) <= Math.Max(1, (wrong.Length + 1) / 3) ? $"Did you mean {nearest}? " : "";
        var more = names.Count > MostListed ? $" and {names.Count - MostListed} more" : "";
        return $"{meant}There {(names.Count == 1 ? "is" : "are")}: {string.Join(", ", names.Take(MostListed))}{more}.";
    }

    /// <summary>Letters to insert, delete or change (Levenshtein), upper and lower case being the same.</summary>
    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var same = char.ToLowerInvariant(left[i - 1]) == char.ToLowerInvariant(right[j - 1]);
                var changed = diagonal + (same ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(changed, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
