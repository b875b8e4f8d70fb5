namespace CodeBench.Core.Faults;

/// <summary>Python writes infinite numbers into JSON as <c>Infinity</c>, which JSON does not have. Benchmark files hold some.</summary>
internal static class PythonJson
{
    private static ReadOnlySpan<byte> Infinity => "Infinity"u8;

    /// <summary>The JSON with such words, outside of texts, as numbers that are too large for any type: what reads them as floats has infinity again.</summary>
    /// <returns>Null where there are none.</returns>
    public static byte[]? WithNumbers(ReadOnlySpan<byte> json)
    {
        if (json.IndexOf(Infinity) < 0)
        {
            return null;
        }

        var result = new List<byte>(json.Length);
        var (isText, changed) = (false, false);
        for (var at = 0; at < json.Length; at++)
        {
            if (!isText && json[at..].StartsWith(Infinity))
            {
                result.AddRange("1e999"u8);
                at += Infinity.Length - 1;
                changed = true;
                continue;
            }

            if (isText && json[at] == (byte)'\\' && at + 1 < json.Length)
            {
                result.Add(json[at++]);
            }
            else if (json[at] == (byte)'"')
            {
                isText = !isText;
            }

            result.Add(json[at]);
        }

        return changed ? [.. result] : null;
    }
}
