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

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = 600_000)]
    public async Task Programs_ThatEndBeforeTheirTests_NeverPass()
    {
        Codebench.RequireEngine();
        var verdicts = await JudgeAsync([.. Cheats.Select(cheat => cheat + "\nassert 1 == 2\n"), "assert 1 + 1 == 2\n"], TestContext.Current.CancellationToken);
        Assert.Equal("passed", verdicts[^1]);
        Assert.DoesNotContain("passed", verdicts[..^1]);
    }

    [Fact(Timeout = 600_000)]
    public async Task NoProof_TrustsTheExitStatus()
    {
        Codebench.RequireEngine();
        Assert.Equal(["passed"], await JudgeAsync(["exit(0)\n"], TestContext.Current.CancellationToken, "--no-proof"));
    }

    [Fact(Timeout = 600_000)]
    public async Task SmokePrograms_OfEveryLanguage_GetTheirVerdicts()
    {
        Codebench.RequireEngine();
        var result = await Codebench.RunAsync(["languages", "check", "--all", "--json"], TestContext.Current.CancellationToken);
        Assert.True(result.ExitCode == 0, result.StandardError + result.StandardOutput);
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
