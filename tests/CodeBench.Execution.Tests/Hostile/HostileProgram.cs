using CodeBench.Core.Languages;
using CodeBench.Testing;

namespace CodeBench.Execution.Tests.Hostile;

/// <summary>A program that means harm, with what its first lines say of it: "# attack: ...", "# defence: ...", "# expect: ...".</summary>
internal sealed record HostileProgram
{
    /// <summary>Its file's name, without the extension.</summary>
    public required string Name { get; init; }

    /// <summary>What it attacks.</summary>
    public required string Attack { get; init; }

    /// <summary>What defeats it.</summary>
    public required string Defence { get; init; }

    /// <summary>The verdict that it must get; more than one only where it depends on the kernel's timing.</summary>
    public required IReadOnlyList<Verdict> Expected { get; init; }

    /// <summary>The verdict that it must get with a control run; null where that is no matter.</summary>
    public Verdict? Control { get; init; }

    /// <summary>The whole file.</summary>
    public required string Text { get; init; }

    /// <summary>All programs, by name.</summary>
    public static IReadOnlyList<HostileProgram> All { get; } =
        [.. Directory.EnumerateFiles(PathOf("programs"), "*.py").Order(StringComparer.Ordinal).Select(Read)];

    /// <summary>The full path of a file beside these tests.</summary>
    public static string PathOf(string name) => Repository.PathOf("tests", "CodeBench.Execution.Tests", "Hostile", name);

    private static HostileProgram Read(string path)
    {
        var text = File.ReadAllText(path);
        var header = text.Split('\n')
            .TakeWhile(line => line.StartsWith("# ", StringComparison.Ordinal))
            .Select(line => line[2..].Split(": ", 2))
            .Where(parts => parts.Length == 2)
            .ToLookup(parts => parts[0], parts => parts[1]);
        return new HostileProgram
        {
            Name = Path.GetFileNameWithoutExtension(path),
            Attack = One("attack"),
            Defence = One("defence"),
            Expected = [.. One("expect").Split(", ").Select(VerdictOf)],
            Control = header["control"].Select(VerdictOf).Cast<Verdict?>().SingleOrDefault(),
            Text = text,
        };

        string One(string key) =>
            header[key].SingleOrDefault() ?? throw new InvalidDataException($"{path}: its first lines must hold one '# {key}: ...'");

        Verdict VerdictOf(string word) =>
            VerdictWords.TryParse(word, out var verdict) ? verdict : throw new InvalidDataException($"{path}: there is no verdict {word}");
    }
}
