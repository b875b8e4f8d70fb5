using System.Globalization;
using System.Text;

namespace CodeBench.Generation.Tokens.Unicode;

/// <summary>The facts of Unicode that composition needs. .NET leaves them out where it runs without cultures, as this program does.</summary>
internal sealed class CanonicalData
{
    private readonly Dictionary<int, int> _classes = [];
    private readonly Dictionary<int, int[]> _parts = [];
    private readonly Dictionary<(int First, int Second), int> _wholes = [];

    private CanonicalData()
    {
    }

    /// <summary>Unicode's order of a mark among those of one character; 0 for a character that is no mark.</summary>
    public int ClassOf(int code) => _classes.GetValueOrDefault(code);

    /// <summary>What a character is made of; null where it is not.</summary>
    public int[]? PartsOf(int code) => _parts.GetValueOrDefault(code);

    /// <summary>What two characters make together; null where they make nothing.</summary>
    public int? WholeOf(int first, int second) => _wholes.TryGetValue((first, second), out var whole) ? whole : null;

    /// <summary>Reads the table that lies in the program.</summary>
    public static CanonicalData Read()
    {
        var data = new CanonicalData();
        using var stream = typeof(CanonicalData).Assembly.GetManifestResourceStream("CodeBench.Generation.canonical.txt")!;
        using var reader = new StreamReader(stream, Encoding.ASCII);
        while (reader.ReadLine() is { } line)
        {
            if (!line.StartsWith('#'))
            {
                data.Take(line.Split(' '));
            }
        }

        return data;
    }

    private void Take(string[] fields)
    {
        var code = Code(fields[0]);
        if (fields[1] != "0")
        {
            _classes[code] = int.Parse(fields[1], CultureInfo.InvariantCulture);
        }

        if (fields.Length > 3)
        {
            var parts = fields.Skip(3).Select(Code).ToArray();
            _parts[code] = parts;
            if (fields[2] == "+")
            {
                _wholes[(parts[0], parts[1])] = code;
            }
        }
    }

    private static int Code(string text) => int.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
