using System.Globalization;
using CodeBench.Testing;
using YamlDotNet.Serialization;

namespace CodeBench.Execution.Tests.Inputs;

/// <summary>A solution, what it is called with, and what becomes of it: a row of cases.yaml.</summary>
public sealed record InputTestCase
{
    private const string Unless = "def f(x): return x";

    public required string Name { get; init; }

    /// <summary>JSON: a list of lists of arguments.</summary>
    public required string Inputs { get; init; }

    public required string Reference { get; init; }

    public required string Solution { get; init; }

    public string? Restore { get; init; }

    /// <summary>JSON.</summary>
    public string? Oracle { get; init; }

    /// <summary>Null where it does not come to a check.</summary>
    public string? Statuses { get; init; }

    /// <summary>The verdict's word; null where the statuses say it.</summary>
    public string? Verdict { get; init; }

    public bool Stops { get; init; }

    /// <summary>The least limit of an input.</summary>
    public TimeSpan Least { get; init; }

    /// <summary>The most that all inputs may take.</summary>
    public TimeSpan Most { get; init; }

    /// <summary>All of them.</summary>
    public static IReadOnlyList<InputTestCase> All { get; } =
    [
        .. new Deserializer().Deserialize<List<Dictionary<string, string>>>(
            File.ReadAllText(Repository.PathOf("tests", "CodeBench.Execution.Tests", "Inputs", "cases.yaml"))).Select(Read),
    ];

    public override string ToString() => Name;

    private static InputTestCase Read(Dictionary<string, string> row) => new()
    {
        Name = row["name"],
        Inputs = row["inputs"],
        Reference = row.GetValueOrDefault("reference", Unless),
        Solution = row["solution"],
        Restore = row.GetValueOrDefault("restore"),
        Oracle = row.GetValueOrDefault("oracle"),
        Statuses = row.GetValueOrDefault("statuses"),
        Verdict = row.GetValueOrDefault("verdict"),
        Stops = row.ContainsKey("stops"),
        Least = TimeSpan.FromSeconds(double.Parse(row.GetValueOrDefault("least", "4"), CultureInfo.InvariantCulture)),
        Most = TimeSpan.FromSeconds(double.Parse(row.GetValueOrDefault("most", "20"), CultureInfo.InvariantCulture)),
    };
}
