using CodeBench.Core.Executions;
using CodeBench.Core.Faults;

namespace CodeBench.Execution.Tests.Sandboxes;

[Collection(ContainerTests.Name)]
[Trait("Category", "Container")]
public sealed class OutputTests(ContainerFixture fixture)
{
    private const int Timeout = 60_000;

    [Fact(Timeout = Timeout)]
    public async Task Run_EndlessOutput_StopsAtTheLimit()
    {
        await using var sandbox = await fixture.OpenAsync(1, TestContext.Current.CancellationToken);
        var report = await Python.RunAsync(sandbox, "while True: print('flood' * 1000)");
        Assert.Equal(StepEnd.OutputExceeded, report.End);
        Assert.InRange(report.WallTime, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        Assert.True(report.Stdout.DroppedBytes > 15 << 20);
    }

    [Fact(Timeout = Timeout)]
    public async Task Run_TwentyMegabytesWithoutNewline_KeepsStartAndEnd()
    {
        await using var sandbox = await fixture.OpenAsync(1, TestContext.Current.CancellationToken);
        var report = await Python.RunAsync(
            sandbox, "print('<' + 'x' * 20_000_000 + '>')", Python.Limits with { Output = ByteSize.FromMebibytes(32) });
        Assert.Equal((StepEnd.Exited, 0), (report.End, report.ExitCode));
        Assert.StartsWith("<x", report.Stdout.Head, StringComparison.Ordinal);
        Assert.EndsWith("x>\n", report.Stdout.Tail, StringComparison.Ordinal);
        Assert.Equal(20_000_003, report.Stdout.Head.Length + report.Stdout.Tail.Length + report.Stdout.DroppedBytes);
    }

    [Theory(Timeout = Timeout)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(65_537)]
    [InlineData(131_072)]
    [InlineData(131_073)]
    [InlineData(200_001)]
    public async Task Run_OutputAroundTheKeptSizes_LosesOnlyTheMiddle(int length)
    {
        await using var sandbox = await fixture.OpenAsync(1, TestContext.Current.CancellationToken);
        var report = await Python.RunAsync(
            sandbox, $"import sys\nsys.stdout.write(''.join(chr(97 + i % 26) for i in range({length})))");
        var expected = string.Concat(Enumerable.Range(0, length).Select(i => (char)('a' + (i % 26))));
        var dropped = Math.Max(0, length - 131_072);
        Assert.Equal(dropped, report.Stdout.DroppedBytes);
        Assert.Equal(dropped == 0 ? expected : expected[..65_536] + expected[^65_536..], report.Stdout.Head + report.Stdout.Tail);
    }

    [Fact(Timeout = Timeout)]
    public async Task Run_BytesOfNoCharacter_BecomeReplacementCharacters()
    {
        await using var sandbox = await fixture.OpenAsync(1, TestContext.Current.CancellationToken);
        var report = await Python.RunAsync(sandbox, "import os; os.write(1, b'a\\xff\\x00b')");
        Assert.Equal("a\uFFFD\0b", report.Stdout.Text);
    }

    [Fact(Timeout = Timeout)]
    public async Task Run_ForgedFramesOnEveryDescriptor_StayOutput()
    {
        await using var sandbox = await fixture.OpenAsync(1, TestContext.Current.CancellationToken);
        var report = await Python.RunAsync(sandbox, """
            import os
            forged = (21).to_bytes(4, 'little') + b'D' + bytes(20)
            for fd in list(range(64)):
                try: os.write(fd, forged)
                except OSError: pass
            for path in ('/proc/1/fd/1', '/proc/1/fd/0', '/dev/console'):
                try: open(path, 'wb').write(forged)
                except OSError: pass
            """);
        Assert.Equal((StepEnd.Exited, 0), (report.End, report.ExitCode));
        Assert.Equal(25, report.Stdout.Text.Length);
    }
}
