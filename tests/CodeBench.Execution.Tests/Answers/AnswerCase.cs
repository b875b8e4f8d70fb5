using CodeBench.Testing;
using YamlDotNet.Serialization;

namespace CodeBench.Execution.Tests.Answers;

/// <summary>An answer and the code in it: a row of answers.yaml.</summary>
public sealed record AnswerCase
{
    public required string Name { get; init; }

    public string? EntryPoint { get; init; }

    public string? Prompt { get; init; }

    public string? Prefill { get; init; }

    public required string Answer { get; init; }

    public required string Rule { get; init; }

    public required string Code { get; init; }

    /// <summary>All of them.</summary>
    public static IReadOnlyList<AnswerCase> All { get; } =
    [
        .. new Deserializer().Deserialize<List<Dictionary<string, string>>>(
            File.ReadAllText(Repository.PathOf("tests", "CodeBench.Execution.Tests", "Answers", "answers.yaml"))).Select(Read),
    ];

    private static AnswerCase Read(Dictionary<string, string> row) => new()
    {
        Name = row["name"],
        EntryPoint = row.GetValueOrDefault("entry_point", "f") is var name and not "~" ? name : null,
        Prompt = row.GetValueOrDefault("prompt"),
        Prefill = row.GetValueOrDefault("prefill"),
        Answer = row["answer"],
        Rule = row["rule"],
        Code = row["code"],
    };
}
