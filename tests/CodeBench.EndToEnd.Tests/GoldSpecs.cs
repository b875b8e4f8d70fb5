using CodeBench.Testing;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace CodeBench.EndToEnd.Tests;

/// <summary>Programs that people wrote, right ones and wrong ones: HumanEval-X in six languages and HumanEvalPack in two.</summary>
/// <remarks>How they are put together, and which fare otherwise, stands in gold.yaml. CODEBENCH_ALL_PROGRAMS=1 judges all where the gate judges some.</remarks>
[Trait("Category", "Container")]
public sealed class GoldSpecs : IDisposable
{
    private const string Right = "canonical_solution";
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Files => [.. Sets().Select(set => set.File)];

    public void Dispose() => _folder.Dispose();

    [Theory(Timeout = 1_200_000)]
    [MemberData(nameof(Files))]
    public async Task Judge_ProgramsOfPeople_RightOnesPassAndWrongOnesDoNot_ButThoseNamed(string file)
    {
        Codebench.RequireEngine();
        var set = Sets().Single(set => set.File == file);
        var records = Samples.Read(SharedData.Require(file));
        Assert.Equal(164, records.Count);
        var programs = records.Some(set.Every, set.IsNamed)
            .SelectMany(record => (set.Wrong is null ? (string[])[Right] : [Right, set.Wrong])
                .Select(solution => new { id = $"{solution} {record.Field("task_id")}", program = set.Assemble(record, solution) }))
            .ToList();

        var passed = await PassedAsync(set, programs, TestContext.Current.CancellationToken);

        var otherwise = programs.Select(program => program.id).Where(id => passed.Contains(id) != id.StartsWith(Right, StringComparison.Ordinal));
        var decided = otherwise.Where(id => !set.Undecided.Contains(id.Split(' ')[1]));
        Assert.Equal(set.Otherwise.Select(id => $"{Right} {id}"), decided);
    }

    private static List<GoldSet> Sets() => new DeserializerBuilder().WithNamingConvention(UnderscoredNamingConvention.Instance).Build()
        .Deserialize<List<GoldSet>>(new MergingParser(new Parser(new StringReader(File.ReadAllText(Repository.PathOf("tests", "CodeBench.EndToEnd.Tests", "gold.yaml"))))));

    private async Task<HashSet<string>> PassedAsync(GoldSet set, IEnumerable<object> programs, CancellationToken cancellationToken)
    {
        var output = _folder.PathOf("verdicts.jsonl");
        var result = await Codebench.RunAsync(
            ["judge", "--language", set.Language, "--programs", _folder.Write("programs.jsonl", Samples.Lines(programs)), "--out", output, "--workers", "2"],
            cancellationToken);
        Assert.True(result.ExitCode == 0, result.StandardError);
        var lines = Samples.Read(output);
        Assert.DoesNotContain("sandbox_fault", lines.Select(line => line.Field("verdict")));
        return [.. lines
            .Where(line => line.Field("verdict") == "passed" && !(set.Complaint is { } complaint && line.Field("stderr").Contains(complaint, StringComparison.Ordinal)))
            .Select(line => line.Field("id"))];
    }
}
