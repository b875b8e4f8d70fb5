using System.Text.Json.Nodes;
using CodeBench.Testing;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace CodeBench.EndToEnd.Tests;

/// <summary>
/// Which problems no right solution can pass: each is given one that returns, call by call, what its tests expect. Those that fail even so are
/// those that the suites' data name.
/// </summary>
/// <remarks>How such a solution looks in each language stands in ceilings.yaml.</remarks>
public sealed class CeilingSpecs : IDisposable
{
    private const int EveryNamed = 8;
    private const int EveryOther = 80;

    private static readonly string[] Suites = ["humaneval", "mbpp"];
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Languages => [.. Ceilings().Select(item => item.Language)];

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = 120_000)]
    public async Task Verify_EverySuiteAndLanguage_SaysHowManyProblemsCanBePassed()
    {
        SharedData.Require("multipl-e");
        var ceilings = Ceilings();
        var names = Suites.SelectMany(suite => ceilings.Select(ceiling => $"multipl-e-{suite}:{ceiling.Language}"));

        var rows = await Codebench.JsonAsync(0, ["suites", "verify", .. names], TestContext.Current.CancellationToken);

        var expected = Suites.SelectMany(suite => ceilings.Select(ceiling => $"{suite}:{ceiling.Language} {(suite == "mbpp" ? ceiling.Mbpp : ceiling.Humaneval)}"));
        Assert.Equal(expected, rows.EnumerateArray().Select(row =>
            $"{row.GetProperty("suite").GetString()!["multipl-e-".Length..]}:{row.GetProperty("language").GetString()} {row.GetProperty("solvable").GetInt32()}"));
    }

    /// <summary>Of those that the data name every eighth is tried, of the others every eightieth; CODEBENCH_ALL_PROGRAMS=1 tries all.</summary>
    [Theory(Timeout = 3_600_000)]
    [MemberData(nameof(Languages))]
    [Trait("Category", "Container")]
    public async Task SolutionsThatReturnWhatIsExpected_FailWhereTheDataSaySo_AndNowhereElse(string language)
    {
        Codebench.RequireEngine();
        var ceiling = Ceilings().Single(item => item.Language == language);
        var unsolvable = await UnsolvableAsync(language, TestContext.Current.CancellationToken);
        var records = Suites.SelectMany(suite => Samples.Read(SharedData.Require($"multipl-e/{suite}-{ceiling.Short}-reworded.jsonl.gz")))
            .Where(record => !ceiling.Beyond.Contains(record.Field("name")));
        var judged = records.GroupBy(record => unsolvable.Contains(record.Field("name")))
            .SelectMany(group => group.Some(group.Key ? EveryNamed : EveryOther))
            .ToList();

        var failed = await FailedAsync(ceiling, judged, TestContext.Current.CancellationToken);

        Assert.Equal(judged.Select(record => record.Field("name")).Where(unsolvable.Contains).Order(StringComparer.Ordinal), failed.Order(StringComparer.Ordinal));
    }

    private static async Task<HashSet<string>> UnsolvableAsync(string language, CancellationToken cancellationToken)
    {
        var rows = await Codebench.JsonAsync(0, ["suites", "verify", .. Suites.Select(suite => $"multipl-e-{suite}:{language}")], cancellationToken);
        return [.. rows.EnumerateArray().SelectMany(row => row.GetProperty("unsolvable").EnumerateObject()).Select(item => item.Name)];
    }

    private static List<Ceiling> Ceilings() => new DeserializerBuilder().WithNamingConvention(UnderscoredNamingConvention.Instance).Build()
        .Deserialize<List<Ceiling>>(File.ReadAllText(Repository.PathOf("tests", "CodeBench.EndToEnd.Tests", "ceilings.yaml")));

    private async Task<IEnumerable<string>> FailedAsync(Ceiling ceiling, IEnumerable<JsonObject> records, CancellationToken cancellationToken)
    {
        var programs = _folder.Write("programs.jsonl", Samples.Lines(records.Select(record => new { id = record.Field("name"), program = ceiling.Assemble(record) })));
        var output = _folder.PathOf("verdicts.jsonl");
        var judged = await Codebench.RunAsync(
            ["judge", "--language", ceiling.Language, "--programs", programs, "--out", output, "--workers", "2"], cancellationToken);
        Assert.True(judged.ExitCode == 0, judged.StandardError);
        return Samples.Read(output).Where(line => line.Field("verdict") != ceiling.Verdict).Select(line => line.Field("id"));
    }
}
