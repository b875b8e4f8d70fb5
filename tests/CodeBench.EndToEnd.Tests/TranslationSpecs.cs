using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CodeBench.Testing;

namespace CodeBench.EndToEnd.Tests;

/// <summary>Typed problems in other languages: beside MultiPL-E's own, and as the repository ships them.</summary>
[Trait("Category", "Container")]
public sealed partial class TranslationSpecs : IDisposable
{
    // Ours that are theirs, and the numbers of those whose tests differ. Why they do is said in docs/translate-a-suite.md: texts that MultiPL-E
    // does not escape, and values within values to which it gives another type.
    private static readonly (string Language, string Ending, int Common, string[] Different)[] Official =
    [
        ("java", "java", 158, ["136"]),
        ("javascript", "js", 161, ["51"]),
        ("php", "php", 161, ["161"]),
        ("ruby", "rb", 161, ["51", "161"]),
        ("lua", "lua", 161, []),
        ("typescript", "ts", 159, []),
        ("perl", "pl", 161, ["51", "141", "161"]),
        ("rust", "rs", 156, ["51"]),
        ("go", "go", 154, ["22", "87"]),
        ("cpp", "cpp", 158, ["136"]),
    ];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = 180_000)]
    public async Task HumanEval_TestsOfMultiPlE_AreMadeByteForByte()
    {
        SharedData.Require("multipl-e/humaneval-py-reworded.jsonl.gz");
        var official = Official.ToDictionary(item => item.Language, item => Records(SharedData.Require($"multipl-e/humaneval-{item.Ending}-reworded.jsonl.gz")));
        Codebench.RequireEngine();
        var rows = await TranslateAsync("multipl-e-humaneval:python", string.Join(',', official.Keys), TestContext.Current.CancellationToken);

        Assert.Equal(Official.Length, rows.Count);
        Assert.All(Official, item =>
        {
            var (theirs, row) = (official[item.Language], rows[item.Language]);
            var ours = Records(row.GetProperty("file").GetString()!);
            var both = theirs.Keys.Where(ours.ContainsKey).ToList();
            Assert.Equal(item.Common, both.Count);
            Assert.Equal(161, ours.Count + row.GetProperty("left_out_problems").GetArrayLength());
            Assert.Equal(item.Different, both.Where(name => theirs[name].Field("tests") != ours[name].Field("tests")).Select(name => name.Split('_')[1]));
            Assert.All(both, name => Assert.Equal(theirs[name]["stop_tokens"]!.ToJsonString(), ours[name]["stop_tokens"]!.ToJsonString()));
            Assert.All(both, name => Assert.Equal(theirs[name].Field("language"), ours[name].Field("language")));
            Assert.All(both, name => Assert.Equal(Signature(theirs[name]), Signature(ours[name])));
        });
    }

    // MultiPL-E's tests in C# call Equals on what compares references or is null: those, and no others, look inside here.
    [Fact(Timeout = 180_000)]
    public async Task HumanEval_TestsThatCannotBePassed_LookInside()
    {
        SharedData.Require("multipl-e/humaneval-py-reworded.jsonl.gz");
        var theirs = Records(SharedData.Require("multipl-e/humaneval-cs-reworded.jsonl.gz"));
        Codebench.RequireEngine();
        var rows = await TranslateAsync("multipl-e-humaneval:python", "cs", TestContext.Current.CancellationToken);
        var ours = Records(rows["csharp"].GetProperty("file").GetString()!);

        Assert.Equal(theirs.Keys.Order(), ours.Keys.Order());
        var different = theirs.Keys.Where(name => !Assertions(theirs[name]).SequenceEqual(Assertions(ours[name]))).ToList();
        Assert.Equal(50, different.Count);
        // A tuple of what may be nothing is no list: there the second value gets the type that it must have.
        Assert.Equal(["HumanEval_136_largest_smallest_integers"], different.Where(name => !Assertions(ours[name]).All(line => line.Contains("(Same(", StringComparison.Ordinal))));
        Assert.All(theirs.Keys, name => Assert.Equal(Signature(theirs[name]), Signature(ours[name])));
    }

    [Fact(Timeout = 180_000)]
    public async Task Starter_TranslationsOfTheRepository_AreWhatTheCommandMakes()
    {
        Codebench.RequireEngine();
        var suite = Repository.PathOf("problems", "starter");
        var shipped = Directory.GetFiles(suite, "starter-*.jsonl").ToDictionary(file => Path.GetFileName(file)["starter-".Length..^".jsonl".Length]);
        Assert.Superset(new HashSet<string> { "java", "javascript", "php", "ruby", "lua" }, shipped.Keys.ToHashSet());

        var rows = await Codebench.JsonAsync(
            0,
            ["suites", "translate", "starter", "--partial", "--to", string.Join(',', shipped.Keys), "--out", _folder.PathOf("out")],
            TestContext.Current.CancellationToken);

        Assert.All(rows.EnumerateArray(), row =>
        {
            var language = row.GetProperty("language").GetString()!;
            Assert.Equal(row.GetProperty("problems").GetInt32(), row.GetProperty("translated").GetInt32());
            Assert.Equal(File.ReadAllText(shipped[language]), File.ReadAllText(row.GetProperty("file").GetString()!));
        });
    }

    [Fact(Timeout = 180_000)]
    public async Task Starter_WithoutPartialTests_LeavesOutWhatLooksAtArguments()
    {
        Codebench.RequireEngine();
        var row = (await TranslateAsync("starter", "lua", TestContext.Current.CancellationToken))["lua"];

        Assert.Equal(
            ["Starter/8", "Starter/11", "Starter/15", "Starter/20", "Starter/22"],
            row.GetProperty("left_out_problems").EnumerateArray().Select(one => one.GetProperty("task_id").GetString()));
        Assert.Equal(27, row.GetProperty("translated").GetInt32());
    }

    // Solutions in a language that can be built here: the translated tests must let right ones pass, and wrong ones not.
    [Fact(Timeout = 180_000)]
    public async Task Starter_SolutionsInAnotherLanguage_AreJudgedByTheTranslatedTests()
    {
        Codebench.RequireEngine();
        var right = new Dictionary<string, string>
        {
            ["Starter_0_longest_dry_spell"] = "  let best = 0, run = 0;\n  for (const day of rain) { run = day === 0 ? run + 1 : 0; best = Math.max(best, run); }\n  return best;\n}\n",
            ["Starter_13_score_table"] = "  const table = {};\n  for (const [name, points] of results) { table[name] = (table[name] ?? 0) + points; }\n  return Object.fromEntries(Object.entries(table).filter(([, sum]) => sum !== 0));\n}\n",
            ["Starter_22_middle_two"] = "  if (values.length === 0) return undefined;\n  const s = [...values].sort((a, b) => a - b), h = Math.floor(s.length / 2);\n  return [s[s.length - h - 1], s[h]];\n}\n",
            ["Starter_27_knock_matches"] = "  return gaps.length === pattern.length && gaps.every((gap, i) => Math.abs(gap - pattern[i]) <= 1);\n}\n",
        };
        var samples = right.SelectMany(item => new[] { new { task_id = item.Key, completion = item.Value }, new { task_id = item.Key, completion = "  return 12345;\n}\n" } });
        var file = _folder.Write("samples.jsonl", Samples.Lines(samples));
        var run = _folder.PathOf("run");

        await Codebench.JsonAsync(0, ["evaluate", "--suite", "starter:javascript", "--samples", file, "--out", run], TestContext.Current.CancellationToken);

        var executions = Samples.Read(Path.Combine(run, "executions.jsonl"));
        Assert.Equal(right.Count * 2, executions.Count);
        Assert.All(executions, line => Assert.Equal(line["sample"]!.GetValue<int>() == 0 ? "passed" : "wrong_answer", line.Field("verdict")));
    }

    private static Dictionary<string, JsonObject> Records(string path) => Samples.Read(path).ToDictionary(record => record.Field("name"));

    private static IEnumerable<string> Assertions(JsonObject record) => record.Field("tests").Split('\n').Where(line => line.Contains("Debug.Assert(", StringComparison.Ordinal));

    // The prompt without its comments, and without blank lines around them.
    private static string Signature(JsonObject record) => Comment().Replace(record.Field("prompt"), "");

    [GeneratedRegex(@"^[ \t]*(?://|--|#(?!include)).*\n|^\n", RegexOptions.Multiline)]
    private static partial Regex Comment();

    private async Task<Dictionary<string, JsonElement>> TranslateAsync(string suite, string languages, CancellationToken cancellationToken)
    {
        var rows = await Codebench.JsonAsync(0, ["suites", "translate", suite, "--to", languages, "--out", _folder.PathOf("out")], cancellationToken);
        return rows.EnumerateArray().ToDictionary(row => row.GetProperty("language").GetString()!);
    }
}
