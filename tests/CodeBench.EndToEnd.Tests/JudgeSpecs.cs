using CliWrap.Buffered;
using CodeBench.Core.Languages;
using CodeBench.Testing;

namespace CodeBench.EndToEnd.Tests;

/// <summary>Whole programs through `judge`, and a language's own smoke programs.</summary>
[Trait("Category", "Container")]
public sealed class JudgeSpecs : IDisposable
{
    private static readonly string[] Cheats =
    [
        "import os\nos._exit(0)", "import sys\nsys.exit(0)", "quit()", "raise SystemExit", "print('passed')\nraise SystemExit(0)",
        "import atexit, os\natexit.register(lambda: os._exit(0))\nassert False", "import sys, os\nsys.excepthook = lambda *_: os._exit(0)\nassert False",
        "import os\nif os.fork(): os._exit(0)",
    ];

    private const int EveryThird = 3;

    private readonly TemporaryFolder _folder = new();

    /// <summary>Every third one: programs that never end and fill the memory take half a minute a language. CODEBENCH_ALL_PROGRAMS=1 takes all, as does `languages check --all`.</summary>
    public static TheoryData<string> Languages =>
        [.. LanguageCatalog.Read(Repository.PathOf("languages")).Languages.Where(language => language.Unchecked is null).Select(language => language.Id).Some(EveryThird)];

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = 180_000)]
    public async Task Programs_ThatEndBeforeTheirTests_NeverPass()
    {
        Codebench.RequireEngine();
        var verdicts = await JudgeAsync(
            [.. Cheats.Select(cheat => cheat + "\nassert 1 == 2\n"), "assert 1 + 1 == 2\n"], TestContext.Current.CancellationToken, "--timeout", "3");
        Assert.Equal("passed", verdicts[^1]);
        Assert.DoesNotContain("passed", verdicts[..^1]);
    }

    [Fact(Timeout = 180_000)]
    public async Task NoProof_TrustsTheExitStatus()
    {
        Codebench.RequireEngine();
        Assert.Equal(["passed"], await JudgeAsync(["exit(0)\n"], TestContext.Current.CancellationToken, "--no-proof"));
    }

    // One by one: that a language hangs is then known of it, and costs minutes. What has no image yet has it made first. Where page faults are dear a program
    // needs more than 8 s of processor time to fill its memory.
    [Theory(Timeout = 600_000)]
    [MemberData(nameof(Languages))]
    public async Task SmokePrograms_OfEveryLanguage_GetTheirVerdicts(string language)
    {
        Codebench.RequireEngine();
        var result = await Codebench.RunAsync(["languages", "check", language, "--timeout", "20", "--json"], TestContext.Current.CancellationToken);
        Assert.True(result.ExitCode == 0, result.StandardError + result.StandardOutput);
    }

    [Fact(Timeout = 180_000)]
    public async Task Control_CatchesAProgramThatPrintsTheProofItself()
    {
        Codebench.RequireEngine();
        const string Honest = "assert 1 + 1 == 2\n";
        const string Cheat = """
            import os, re
            word = re.search("proof[0-9a-f]{32}", open("program.py").read()).group()
            os.write(1, f"\n{word}\n".encode())
            os._exit(0)
            """;
        Assert.Equal(["passed", "passed"], await JudgeAsync([Honest, Cheat], TestContext.Current.CancellationToken));
        Assert.Equal(["passed", "no_verdict"], await JudgeAsync([Honest, Cheat], TestContext.Current.CancellationToken, "--control"));
    }

    [Fact(Timeout = 180_000)]
    public async Task Cache_ProgramThatWasJudged_IsNotRunAgain()
    {
        Codebench.RequireEngine();
        var program = $"# {Guid.NewGuid()}\nassert 1 + 1 == 2\n";
        var file = _folder.Write("programs.jsonl", Samples.Lines([new { id = "a", program }, new { id = "b", program }]));
        string[] arguments = ["judge", "--language", "python", "--programs", file];
        var first = await Codebench.CommandWithCache(arguments).ExecuteBufferedAsync(TestContext.Current.CancellationToken);
        var second = await Codebench.CommandWithCache(arguments).ExecuteBufferedAsync(TestContext.Current.CancellationToken);

        Assert.Contains("1 programs were judged before", first.StandardError, StringComparison.Ordinal);
        Assert.Contains("2 programs were judged before", second.StandardError, StringComparison.Ordinal);
        Assert.Equal(first.StandardOutput, second.StandardOutput);
        Assert.Equal(2, second.StandardOutput.Split("\"verdict\":\"passed\"").Length - 1);
    }

    private async Task<List<string>> JudgeAsync(string[] programs, CancellationToken cancellationToken, params string[] more)
    {
        var file = _folder.Write("programs.jsonl", Samples.Lines(programs.Select((program, index) => new { id = $"{index}", program })));
        var output = _folder.PathOf("verdicts.jsonl");
        var result = await Codebench.RunAsync(
            ["judge", "--language", "python", "--programs", file, "--out", output, .. more], cancellationToken);
        Assert.True(result.ExitCode == 0, result.StandardError);
        return [.. Samples.Read(output).Select(line => line.Field("verdict"))];
    }
}
