using System.Text;

namespace CodeBench.Execution.Containers;

/// <summary>The distribution's own package sources among those that a machine has set up.</summary>
internal static class AptSources
{
    /// <summary>One-line sources of the distribution itself; third parties', which need keys of their own, are left out.</summary>
    /// <param name="files">The name and text of each file of the machine's apt.</param>
    /// <param name="codename">The release: "bookworm".</param>
    public static string ForMirror(IEnumerable<(string Name, string Text)> files, string codename)
    {
        var lines = new StringBuilder();
        foreach (var (name, text) in files)
        {
            foreach (var line in name.EndsWith(".sources", StringComparison.Ordinal) ? FromStanzas(text) : FromLines(text))
            {
                var words = line.Split(' ');
                var suite = words[words[1].StartsWith('[') ? 3 : 2];
                if (suite == codename || suite.StartsWith($"{codename}-", StringComparison.Ordinal))
                {
                    lines.Append(line).Append('\n');
                }
            }
        }

        return lines.ToString();
    }

    private static IEnumerable<string> FromLines(string text) =>
        from line in text.Split('\n')
        let words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        where words.Length >= 4 && words[0] == "deb" && (!words[1].StartsWith('[') || (words[1].EndsWith(']') && IsOwnKey(words[1])))
        select string.Join(' ', words);

    private static IEnumerable<string> FromStanzas(string text)
    {
        foreach (var stanza in text.ReplaceLineEndings("\n").Split("\n\n"))
        {
            var fields = stanza.Split('\n')
                .Where(line => line.Contains(':', StringComparison.Ordinal) && !line.StartsWith('#') && !line.StartsWith(' '))
                .Select(line => line.Split(':', 2))
                .GroupBy(pair => pair[0].Trim(), StringComparer.OrdinalIgnoreCase)
                .ToDictionary(group => group.Key, group => group.First()[1].Trim(), StringComparer.OrdinalIgnoreCase);
            var key = fields.GetValueOrDefault("Signed-By");
            if (!Words(fields, "Types").Contains("deb") || fields.GetValueOrDefault("Enabled") == "no" || (key is not null && !IsOwnKey(key)))
            {
                continue;
            }

            var options = key is null ? "" : $"[signed-by={key}] ";
            foreach (var uri in Words(fields, "URIs"))
            {
                foreach (var suite in Words(fields, "Suites"))
                {
                    yield return $"deb {options}{uri} {suite} {string.Join(' ', Words(fields, "Components"))}";
                }
            }
        }
    }

    private static bool IsOwnKey(string text) => text.Contains("-archive-keyring.", StringComparison.Ordinal)
        && (text.Contains("/debian-", StringComparison.Ordinal) || text.Contains("/ubuntu-", StringComparison.Ordinal));

    private static string[] Words(Dictionary<string, string> fields, string name) =>
        fields.GetValueOrDefault(name, "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
