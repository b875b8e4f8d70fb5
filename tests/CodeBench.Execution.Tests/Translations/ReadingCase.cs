using System.Text.Json.Nodes;
using CodeBench.Testing;
using YamlDotNet.Serialization;

namespace CodeBench.Execution.Tests.Translations;

/// <summary>A program and what is read of it: a row of problems.yaml.</summary>
public sealed record ReadingCase
{
    public required string Name { get; init; }

    public string? EntryPoint { get; init; }

    public required string Program { get; init; }

    /// <summary>What the reader must leave.</summary>
    public required JsonNode Document { get; init; }

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ReadingCase> All { get; } =
    [
        .. new Deserializer().Deserialize<List<Dictionary<string, string>>>(
            File.ReadAllText(Repository.PathOf("tests", "CodeBench.Execution.Tests", "Translations", "problems.yaml"))).Select(Read),
    ];

    private static ReadingCase Read(Dictionary<string, string> row) => new()
    {
        Name = row["name"],
        EntryPoint = row.GetValueOrDefault("entry_point"),
        Program = row["program"],
        Document = row.TryGetValue("document", out var document)
            ? JsonNode.Parse(document)!
            : new JsonObject { ["refused"] = new JsonObject { ["line"] = int.Parse(row["line"], System.Globalization.CultureInfo.InvariantCulture), ["reason"] = row["reason"] } },
    };
}
