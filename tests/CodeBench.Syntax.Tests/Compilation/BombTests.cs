using System.Diagnostics;
using CodeBench.Core.Faults;
using CodeBench.Core.Languages;
using CodeBench.Syntax.Compilation;

namespace CodeBench.Syntax.Tests.Compilation;

/// <summary>Whatever is compiled, this process lives on, soon and without what it gave away.</summary>
public sealed class BombTests
{
    private const int Timeout = 120_000;

    private static readonly CompilerPatience Patience = new() { Time = TimeSpan.FromSeconds(20), Memory = ByteSize.FromMebibytes(768) };

    public static TheoryData<string> Names => [.. Bombs.All.Keys];

    [Theory(Timeout = Timeout)]
    [MemberData(nameof(Names))]
    public async Task Bomb_HarmsNobody(string name)
    {
        using var compiler = Compilers.Open(Patience);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var most = 0L;
        using (new Timer(_ => most = Math.Max(most, GC.GetTotalMemory(false)), null, 0, 20))
        {
            await compiler.CompileAsync("program.cs", Bombs.All[name], new Limits { WallTime = TimeSpan.FromSeconds(60) }, TestContext.Current.CancellationToken);
        }

        Assert.Equal(0, compiler.Runaways);
        Assert.InRange(most - before, long.MinValue, Patience.Memory.Bytes);
        Assert.NotNull((await compiler.CompileAsync("program.cs", Compilers.Program(""), new Limits(), TestContext.Current.CancellationToken))?.Output);
    }

    [Fact(Timeout = Timeout)]
    public async Task Compilation_ThatTakesTooLong_IsDeclined()
    {
        using var compiler = Compilers.Open(Patience with { Time = TimeSpan.Zero, Look = TimeSpan.FromMilliseconds(1), Grace = TimeSpan.FromMinutes(1) });
        var result = await compiler.CompileAsync("program.cs", LargeProgram(), new Limits(), TestContext.Current.CancellationToken);

        Assert.Null(result);
        Assert.Equal(0, compiler.Runaways);
    }

    [Fact(Timeout = Timeout)]
    public async Task Compilation_ThatDoesNotStop_IsARunaway_AndWithTooManyNothingIsCompiled()
    {
        using var compiler = Compilers.Open(
            Patience with { Time = TimeSpan.Zero, Look = TimeSpan.FromMilliseconds(1), Grace = TimeSpan.Zero, Runaways = 0 });
        Assert.Null(await compiler.CompileAsync("program.cs", Compilers.Program(""), new Limits(), TestContext.Current.CancellationToken));
    }

    [Fact(Timeout = Timeout)]
    public async Task Compilation_ThatIsGivenUp_Stops()
    {
        using var compiler = Compilers.Open(Patience);
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        giveUp.CancelAfter(TimeSpan.FromMilliseconds(5));
        var start = Stopwatch.GetTimestamp();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => compiler.CompileAsync("program.cs", LargeProgram(), new Limits(), giveUp.Token));
        Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(20));
    }

    // Some seconds of work, and nothing to fear.
    private static string LargeProgram() => Compilers.Program("", string.Concat(Enumerable.Range(0, 1500).Select(
        i => $"static long F{i}(List<long> list) {{ return list.Where(x => x > {i}).Select(x => x * 2).OrderBy(x => -x).Sum(); }}\n")));
}
