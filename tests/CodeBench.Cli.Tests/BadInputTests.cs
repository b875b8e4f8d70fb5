using CodeBench.Testing;

namespace CodeBench.Cli.Tests;

/// <summary>Bad input gets one clear message for each fault, all faults at once, the right exit status, and no stack trace.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = 60_000)]
    public async Task Evaluate_WithManyFaults_NamesThemAll()
    {
        var result = await CommandLine.RunAsync(
            ["evaluate", "--suite", "humaneva", "starter:pyton", "--samples", "absent.jsonl", "--limit", "0", "--shard", "3/2", "--workers", "0",
            "--timeout", "-1", "--memory", "lots", "--engine", "somewhere"],
            TestContext.Current.CancellationToken);
        Assert.Equal(ExitStatus.InvalidInput, result.Status);
        string[] named =
        [
            "Did you mean humaneval?", "Did you mean python?", "absent.jsonl", "--limit", "--shard", "--workers", "--timeout", "--memory", "--engine",
        ];
        Assert.All(named, text => Assert.Contains(text, result.Error, StringComparison.Ordinal));
    }

    [Fact(Timeout = 60_000)]
    public async Task Run_WithWrongSampling_NamesEachOption()
    {
        var result = await CommandLine.RunAsync(
            ["run", "--model", "/no/such/folder", "--suite", "starter", "--n-samples", "0", "--temperature", "-1", "--top-p", "0", "--top-k", "-5",
            "--max-tokens", "0", "--batch", "0", "--min-p", "1.5", "--repetition-penalty", "0"],
            TestContext.Current.CancellationToken);
        Assert.Equal(ExitStatus.InvalidInput, result.Status);
        string[] named = ["/no/such/folder", "--n-samples", "--temperature", "--top-p", "--top-k", "--max-tokens", "--batch", "--min-p", "--repetition-penalty"];
        Assert.All(named, text => Assert.Contains(text, result.Error, StringComparison.Ordinal));
    }

    [Fact(Timeout = 120_000)]
    public async Task CacheMemory_ThatHoldsNoSequence_IsFoundBeforeAnythingIsWritten()
    {
        string[] arguments =
        [
            "generate", "--model", Repository.PathOf("problems", "starter", "demo-checkpoint"), "--suite", "starter", "--limit", "1", "--max-tokens", "200",
            "--cache-memory", "1KiB", "--out", _folder.PathOf("run"),
        ];
        var result = await CommandLine.RunAsync(arguments, TestContext.Current.CancellationToken);
        Assert.Equal(ExitStatus.InvalidInput, result.Status);
        Assert.Contains("--cache-memory: must be at least", result.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.PathOf("run")));

        arguments[^3] = "64MiB";
        result = await CommandLine.RunAsync(arguments, TestContext.Current.CancellationToken);
        Assert.True(result.Status == ExitStatus.Done, result.Error);
        Assert.True(Directory.Exists(_folder.PathOf("run")));
    }

    [Theory(Timeout = 60_000)]
    [InlineData("RUN", "gate", "")]
    [InlineData("RUN_B", "compare", "a", "")]
    [InlineData("--out", "run", "--model", "a", "--suite", "starter", "--out", "")]
    public async Task RunFolder_OfAVariableThatIsNotSet_IsRefused(string name, params string[] arguments)
    {
        var result = await CommandLine.RunAsync(arguments, TestContext.Current.CancellationToken);
        Assert.Equal(ExitStatus.InvalidInput, result.Status);
        Assert.Contains($"{name}: an empty text is no run folder", result.Error, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task Judge_IntoTheFileThatItReads_IsRefusedAndNothingIsLost()
    {
        const string Programs = """{"id":"a","program":"pass"}""";
        var path = _folder.Write("programs.jsonl", Programs);
        File.CreateSymbolicLink(_folder.PathOf("link.jsonl"), path);
        foreach (var output in new[] { path, _folder.PathOf("link.jsonl"), _folder.PathOf(Path.Combine("none", "..", "programs.jsonl")) })
        {
            var result = await CommandLine.RunAsync(["judge", "--language", "python", "--programs", path, "--out", output], TestContext.Current.CancellationToken);
            Assert.Equal(ExitStatus.InvalidInput, result.Status);
            Assert.Contains("is what is read: it would be lost", result.Error, StringComparison.Ordinal);
        }

        Assert.Equal(Programs, await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
    }

    [Theory(Timeout = 60_000)]
    [InlineData("starter", "jaba,luaa", "Did you mean java?", "Did you mean lua?")]
    [InlineData("starters", "jaba", "Did you mean starter?", "Did you mean java?")]
    [InlineData("starter:javascript", "lua", "no problems in a language that can be read", "python")]
    [InlineData("starter:", "java", "is no name of a suite", "starter:")]
    public async Task Translate_WithWrongNames_NamesThemAll(string suite, string to, string first, string second)
    {
        var result = await CommandLine.RunAsync(["suites", "translate", suite, "--to", to, "--engine", "somewhere", "--out", _folder.PathOf("out")], TestContext.Current.CancellationToken);

        Assert.Equal(ExitStatus.InvalidInput, result.Status);
        Assert.All(new[] { first, second, "--engine" }, text => Assert.Contains(text, result.Error, StringComparison.Ordinal));
        Assert.False(Directory.Exists(_folder.PathOf("out")));
    }

    [Fact(Timeout = 60_000)]
    public async Task Server_WithOptionsOfCheckpoints_AndWrongOnes_NamesThemAll()
    {
        var result = await CommandLine.RunAsync(
            ["run", "--model", "http://user:pass-word@localhost:1/v1", "--suite", "starter", "--device", "cpu,cpu", "--devices-parallel", "--dtype", "float32", "--batch", "4", "--cache-memory", "1GiB",
            "--deterministic", "--concurrency", "0", "--request-timeout", "soon"],
            TestContext.Current.CancellationToken);
        Assert.Equal(ExitStatus.InvalidInput, result.Status);
        string[] named = ["--model: must not have a name or a password in it", "--device", "--devices-parallel", "--dtype", "--batch", "--cache-memory", "--deterministic", "--concurrency", "--request-timeout: must be a time"];
        Assert.All(named, text => Assert.Contains(text, result.Error, StringComparison.Ordinal));
        Assert.DoesNotContain("pass-word", result.Error, StringComparison.Ordinal);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("/no/such/folder", "--model-name: is for servers", "--model-name", "m")]
    [InlineData("http://localhost:1", "--model: ends with the API's path, which is mostly /v1")]
    [InlineData("http://localhost:1/v1?key=secret", "--model: must end with the API's path, without ? and #")]
    [InlineData("https://", "--model: is no address")]
    public async Task Server_ThatIsNamedWrongly_IsStatus2_BeforeItIsAsked(string model, string fault, params string[] more)
    {
        var result = await CommandLine.RunAsync(["generate", "--model", model, "--suite", "starter", .. more], TestContext.Current.CancellationToken);
        Assert.Equal(ExitStatus.InvalidInput, result.Status);
        Assert.Contains(fault, result.Error, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task Ids_ForAServer_AreRefusedWithTheReason()
    {
        var result = await CommandLine.RunAsync(["complete", "--model", "http://localhost:1/v1", "--prompt-ids", "1,2"], TestContext.Current.CancellationToken);
        Assert.Equal(ExitStatus.InvalidInput, result.Status);
        Assert.Contains("--prompt-ids: is for checkpoints: a server makes the ids itself", result.Error, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task Run_OfManyGreedySamples_IsRefused()
    {
        var result = await CommandLine.RunAsync(
            ["run", "--model", "/no/such/folder", "--suite", "starter", "--n-samples", "5", "--temperature", "0"], TestContext.Current.CancellationToken);
        Assert.Contains("would be the same", result.Error, StringComparison.Ordinal);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("starter", "indentaton", "no suite has a prompt variant indentaton. Did you mean indentation-2?")]
    [InlineData("starter", "Tab,", "\"Tab\" is no name of a variant")]
    [InlineData("starter", "shot-order,wording", "shot-order, wording would change few prompts, or none, of starter (python, completion). There are: trailing-newline, indentation-2")]
    [InlineData("starter~indentation-tab", "all", "starter~indentation-tab names a prompt variant: with --prompt-variants name the suite alone")]
    [InlineData("starter~indentation-3", "all", "starter (python, completion) has no prompt variant indentation-3. Did you mean indentation-2?")]
    [InlineData("starter", "all", "/no/such/folder")]
    public async Task PromptVariants_ThatAreWrong_AreNamedBesideOtherFaults(string suite, string variants, string message)
    {
        var result = await CommandLine.RunAsync(
            ["run", "--model", "/no/such/folder", "--suite", suite, "--prompt-variants", variants, "--limit", "0", "--out", _folder.PathOf("run")], TestContext.Current.CancellationToken);

        Assert.Equal(ExitStatus.InvalidInput, result.Status);
        Assert.All(new[] { message, "--limit", "/no/such/folder" }, text => Assert.Contains(text, result.Error, StringComparison.Ordinal));
        Assert.False(Directory.Exists(_folder.PathOf("run")));
    }

    [Fact(Timeout = 60_000)]
    public async Task Samples_WithBrokenJsonAtLine7_NameTheLine()
    {
        var lines = Enumerable.Range(0, 6).Select(number => $"{{\"task_id\":\"Starter/{number}\",\"completion\":\"    pass\\n\"}}\n");
        var file = _folder.Write("samples.jsonl", string.Concat(lines) + "{\"task_id\":\"Starter/6\",\n");
        var result = await CommandLine.RunAsync(
            ["evaluate", "--suite", "starter", "--samples", file], TestContext.Current.CancellationToken);
        Assert.Equal(ExitStatus.InvalidInput, result.Status);
        Assert.Contains(file + ":7", result.Error, StringComparison.Ordinal);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("frobnicate")]
    [InlineData("run")]
    [InlineData("evaluate", "--suite", "starter", "--samples", "x", "--nonsense")]
    [InlineData("run", "--n-samples", "many")]
    [InlineData("score", "/no/such/run")]
    [InlineData("report", "/no/such/run")]
    [InlineData("execute", "/no/such/run")]
    [InlineData("suites", "verify", "nonsense")]
    [InlineData("suites", "power", "starter", "--n-samples", "0")]
    [InlineData("suites", "power", "starter", "--score", "1")]
    [InlineData("suites", "fetch", "nonsense")]
    [InlineData("suites", "verify", "starter~indentation-tab")]
    [InlineData("suites", "translate", "starter~indentation-tab", "--to", "lua", "--out", "/no/such/folder")]
    [InlineData("suites", "verify", "starter", "--from", "/no/such/folder")]
    [InlineData("languages", "check")]
    [InlineData("languages", "check", "klingon")]
    [InlineData("languages", "build", "python", "--all")]
    [InlineData("judge", "--language", "klingon", "--programs", "/no/such/file")]
    [InlineData("tokenize")]
    [InlineData("tokenize", "--tokenizer", "/no/such/folder", "--texts", "/no/such/file")]
    [InlineData("judge", "--language", "python", "--programs", "/no/such/file", "--json")]
    public async Task Input_ThatIsWrong_IsStatus2(params string[] arguments)
    {
        var result = await CommandLine.RunAsync(arguments, TestContext.Current.CancellationToken);
        Assert.Equal(ExitStatus.InvalidInput, result.Status);
        Assert.NotEmpty(result.Error);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Out);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("evaluate", "--suite", "starter")]
    [InlineData("judge", "--language", "python")]
    public async Task Engine_ThatDoesNotAnswer_IsStatus3(params string[] arguments)
    {
        var samples = _folder.Write("samples.jsonl", "{\"task_id\":\"Starter/0\",\"completion\":\"    pass\\n\",\"id\":\"a\",\"program\":\"pass\"}\n");
        string[] input = arguments[0] == "judge" ? ["--programs", samples] : ["--samples", samples, "--out", _folder.PathOf("run")];
        var engine = "unix://" + _folder.PathOf("absent.sock");
        var result = await CommandLine.RunAsync([.. arguments, .. input, "--engine", engine], TestContext.Current.CancellationToken);
        Assert.Equal(ExitStatus.MachineNotAble, result.Status);
        Assert.Contains("absent.sock", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task Engines_NamedTwiceOrOfNoKind_AreAllNamed()
    {
        var result = await CommandLine.RunAsync(
            ["languages", "check", "python", "--engine", "tcp://127.0.0.1:1", "--engine", "ftp://host", "--engine", "tcp://127.0.0.1:1", "--engine", "here"],
            TestContext.Current.CancellationToken);
        Assert.Equal(ExitStatus.InvalidInput, result.Status);
        Assert.Contains("\"ftp://host\" is no address of an engine", result.Error, StringComparison.Ordinal);
        Assert.Contains("tcp://127.0.0.1:1 is named twice", result.Error, StringComparison.Ordinal);
        Assert.Contains("\"here\" is no address of an engine", result.Error, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task Engines_OfWhichSeveralDoNotAnswer_AreAllNamedWithStatus3()
    {
        string[] engines = ["unix://" + _folder.PathOf("absent.sock"), "tcp://127.0.0.1:1"];
        var result = await CommandLine.RunAsync(
            ["languages", "check", "python", .. engines.SelectMany(engine => new[] { "--engine", engine })], TestContext.Current.CancellationToken);
        Assert.Equal(ExitStatus.MachineNotAble, result.Status);
        Assert.All(engines, engine => Assert.Contains($"No container engine answers at {engine}", result.Error, StringComparison.Ordinal));
    }
}
