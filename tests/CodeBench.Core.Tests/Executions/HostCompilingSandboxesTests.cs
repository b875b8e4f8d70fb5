using System.Text;
using CodeBench.Core.Executions;
using CodeBench.Core.Faults;
using CodeBench.Core.Languages;
using CodeBench.Core.Programs;
using CodeBench.Testing;

namespace CodeBench.Core.Tests.Executions;

public sealed class HostCompilingSandboxesTests : IAsyncDisposable
{
    private const int Timeout = 10_000;

    private static readonly HostCompilation Host = new("scripted", "program", [], new Dictionary<string, string>());

    private readonly ScriptedCompiler _compiler = new();
    private readonly List<SourceProgram> _run = [];
    private readonly ScriptedSandbox _sandbox;

    public HostCompilingSandboxesTests() => _sandbox = new ScriptedSandbox(program =>
    {
        _run.Add(program);
        return ScriptedSandbox.Exited(0);
    });

    public ValueTask DisposeAsync()
    {
        _compiler.Dispose();
        return _sandbox.DisposeAsync();
    }

    [Fact(Timeout = Timeout)]
    public async Task Program_ThatCompiles_RunsWithoutItsCompileStep()
    {
        var reports = await RunAsync("right", TestContext.Current.CancellationToken, new SourceFile("early", "", 0), new SourceFile("late", "", 1));

        var program = Assert.Single(_run);
        Assert.Equal(StepKind.Run, Assert.Single(program.Steps).Kind);
        Assert.Equal([("program.toy", null), ("late", 0)], program.Files.Select(file => (file.Name, file.Step)));
        var output = Assert.Single(program.Binaries);
        Assert.Equal(("program", "made of right"), (output.Name, Encoding.UTF8.GetString(output.Content.Span)));
        Assert.Equal([StepKind.Compile, StepKind.Run], reports.Select(report => report.Kind));
        Assert.Equal((0, ScriptedCompiler.Time), (reports[0].ExitCode, reports[0].WallTime));
    }

    [Fact(Timeout = Timeout)]
    public async Task Program_ThatDoesNotCompile_IsNeverSeenByTheSandbox()
    {
        var reports = await RunAsync("wrong", TestContext.Current.CancellationToken);

        Assert.Empty(_run);
        Assert.Equal("program.toy: wrong\n", Assert.Single(reports).Stderr.Text);
        Assert.Equal(Verdict.CompileError, Judge.Decide(TestLanguages.Compiled, reports, "proof"));
    }

    [Fact(Timeout = Timeout)]
    public async Task Program_ThatTheCompilerDeclines_IsCompiledByItsCommand()
    {
        await RunAsync("large", TestContext.Current.CancellationToken);

        var program = Assert.Single(_run);
        Assert.Equal(2, program.Steps.Count);
        Assert.Empty(program.Binaries);
    }

    [Fact(Timeout = Timeout)]
    public async Task Program_OfAVariantWithoutHost_GoesThrough()
    {
        await using var sandbox = await OpenAsync(Host, TestContext.Current.CancellationToken);
        await sandbox.RunAsync(Program("right") with { Steps = [new Step(StepKind.Run, ["toy"], new Limits())] }, TestContext.Current.CancellationToken);

        Assert.Empty(Assert.Single(_run).Binaries);
    }

    [Fact(Timeout = Timeout)]
    public async Task Open_LanguageWithoutHost_IsTheSandboxItself()
    {
        var sandboxes = new HostCompilingSandboxes(_sandbox, [_compiler]);
        Assert.Same(_sandbox, await sandboxes.OpenAsync(TestLanguages.Compiled, new Limits(), 2, TestContext.Current.CancellationToken));
    }

    [Fact(Timeout = Timeout)]
    public async Task Open_SaysWithWhatProgramsAreCompiled_AndClosesIt()
    {
        var sandbox = await OpenAsync(Host, TestContext.Current.CancellationToken);
        await sandbox.DisposeAsync();

        Assert.Equal("sha256:scripted+scripted@1.2", sandbox.ImageDigest);
        Assert.Equal((_sandbox.Workers, _sandbox.Capacity + _sandbox.Workers), (sandbox.Workers, sandbox.Capacity));
        Assert.True(_compiler.IsDisposed);
    }

    [Fact(Timeout = Timeout)]
    public async Task Open_ReadsReferencesFromTheImage()
    {
        var image = new ScriptedSandbox(program => Read(program, program.Steps[0].Command.Skip(4)));
        await new HostCompilingSandboxes(image, [_compiler]).OpenAsync(Language(Host with { References = ["/lib/a", "/lib/b"] }), new Limits(), 1, TestContext.Current.CancellationToken);

        Assert.Equal(["what is in /lib/a", "what is in /lib/b"], _compiler.References);
    }

    [Fact(Timeout = Timeout)]
    public async Task Open_ReferenceThatTheImageLacks_IsTheMachinesFault()
    {
        var image = new ScriptedSandbox(_ => ScriptedSandbox.Exited(1, stderr: "base64: /lib/a: No such file or directory"));
        var exception = await Assert.ThrowsAsync<MachineNotAbleException>(
            () => new HostCompilingSandboxes(image, [_compiler]).OpenAsync(Language(Host with { References = ["/lib/a"] }), new Limits(), 1, TestContext.Current.CancellationToken));
        Assert.Contains("/lib/a", exception.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = Timeout)]
    public async Task Open_CompilerThatThereIsNot_IsTheDefinitionsFault()
    {
        var exception = await Assert.ThrowsAsync<InvalidInputException>(() => OpenAsync(Host with { Compiler = "scipted" }, TestContext.Current.CancellationToken));
        Assert.Contains("Did you mean scripted?", Assert.Single(exception.Faults).Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = Timeout)]
    public async Task Open_OptionThatThereIsNot_IsTheDefinitionsFault()
    {
        var exception = await Assert.ThrowsAsync<InvalidInputException>(
            () => OpenAsync(Host with { Options = new Dictionary<string, string> { ["level"] = "3" } }, TestContext.Current.CancellationToken));
        Assert.Equal("host", Assert.Single(exception.Faults).Field);
    }

    private static Language Language(HostCompilation host) => TestLanguages.Compiled with
    {
        Steps = [TestLanguages.Compiled.Steps[0] with { Host = host }, TestLanguages.Compiled.Steps[1]],
    };

    private static SourceProgram Program(string text, params SourceFile[] more) =>
        new() { Files = [new SourceFile("program.toy", text), .. more], Steps = Language(Host).Steps };

    private static StepReport[] Read(SourceProgram program, IEnumerable<string> paths) =>
    [
        ScriptedSandbox.Exited(0)[0] with
        {
            Results = program.Results.Zip(paths).ToDictionary(
                pair => pair.First, pair => Convert.ToBase64String(Encoding.UTF8.GetBytes($"what is in {pair.Second}"))),
        },
    ];

    private async Task<ISandbox> OpenAsync(HostCompilation host, CancellationToken cancellationToken) =>
        await new HostCompilingSandboxes(_sandbox, [_compiler]).OpenAsync(Language(host), new Limits(), 2, cancellationToken);

    private async Task<IReadOnlyList<StepReport>> RunAsync(string text, CancellationToken cancellationToken, params SourceFile[] more)
    {
        await using var sandbox = await OpenAsync(Host, cancellationToken);
        return await sandbox.RunAsync(Program(text, more), cancellationToken);
    }
}
