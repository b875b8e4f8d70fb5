using System.Globalization;
using CodeBench.Core.Executions;
using CodeBench.Core.Languages;
using CodeBench.Execution.Tests.Sandboxes;
using CodeBench.Testing;

namespace CodeBench.Execution.Tests.Warm;

/// <summary>A program that the warm helper of Python starts fares as in an interpreter of its own.</summary>
[Collection(ContainerTests.Name)]
[Trait("Category", "Container")]
public sealed class WarmTests(WarmFixture fixture) : IClassFixture<WarmFixture>
{
    private const int Timeout = 120_000;
    private const string Module = "module";

    // Programs of which the helper prints the size of its memory at the end, in KiB: it is the parent, and of another user.
    private const string Size = "import os\nprint(next(line.split()[1] for line in open(f'/proc/{os.getppid()}/status') if line.startswith('VmRSS')))";

    // By then the memory that forks touch in the parent has been touched.
    private const int Settled = 1000;

    // Takes memory by the quarter of a mebibyte, and counts them.
    private const string Most = "import os\nkept = []\nwhile True:\n  kept.append(bytearray(b'x') * (1 << 18))\n  os.write(1, b'%d\\n' % len(kept))";

    // Imports each module of the standard library in a process of its own, and says what is in it then, as a hash. Left out are those
    // that open a browser, print a poem, need a screen, or end the program.
    private const string Modules = """
        import os, sys
        LEFT_OUT = {'antigravity', 'this', 'idlelib', 'turtle', 'turtledemo', 'tkinter', '__main__'}
        names = sorted(set(sys.stdlib_module_names) - LEFT_OUT)
        for name in names[PART::8]:
            child = os.fork()
            if child == 0:
                try:
                    __import__(name)
                    print(name, len(dir(sys.modules[name])), hash(tuple(dir(sys.modules[name]))), flush=True)
                except BaseException as failure:
                    print(name, repr(failure), flush=True)
                os._exit(0)
            os.waitpid(child, 0)
        """;

    public static MatrixTheoryData<string, string?> Same { get; } = new(ProgramsOf("same.txt"), [null, Module]);

    public static MatrixTheoryData<string, string?> NearlySame { get; } = new(ProgramsOf("nearly-same.txt"), [null, Module]);

    [Theory(Timeout = Timeout)]
    [MemberData(nameof(Same))]
    [InlineData("x = 1\0", null)]
    [InlineData("x = 1\0", Module)]
    [InlineData("print(1)\r\nif 1:\r\n  print(2)\r\n1 / 0\r\n", null)]
    [InlineData("print(1)\rif 1:\r  print(2)\r1 / 0\r", Module)]
    public async Task Run_Program_FaresAsInAFreshInterpreter(string program, string? variant)
    {
        var token = TestContext.Current.CancellationToken;
        var fresh = await fixture.JudgeAsync(program, warm: false, variant, token);
        var warm = await fixture.JudgeAsync(program, warm: true, variant, token);
        Assert.Equal(fresh, warm);
    }

    [Theory(Timeout = Timeout)]
    [MemberData(nameof(NearlySame))]
    public async Task Run_ProgramThatSeesTheHelper_GetsTheSameVerdict(string program, string? variant)
    {
        var token = TestContext.Current.CancellationToken;
        var fresh = await fixture.JudgeAsync(program, warm: false, variant, token);
        var warm = await fixture.JudgeAsync(program, warm: true, variant, token);
        Assert.Equal((fresh.Verdict, fresh.ExitCode, fresh.Signal), (warm.Verdict, warm.ExitCode, warm.Signal));
    }

    [Theory(Timeout = Timeout)]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    public async Task Import_OfEachModule_BringsWhatAFreshInterpreterBrings(int part)
    {
        var token = TestContext.Current.CancellationToken;
        var program = Modules.Replace("PART", part.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        var fresh = await fixture.JudgeAsync(program, warm: false, null, token);
        var warm = await fixture.JudgeAsync(program, warm: true, null, token);
        Assert.Equal(Verdict.Passed, warm.Verdict);
        Assert.Equal(fresh.Stdout.Split('\n'), warm.Stdout.Split('\n'));
        Assert.True(warm.Stdout.Split('\n').Length > 30, warm.Stdout);
    }

    [Fact(Timeout = Timeout)]
    public async Task Run_ManyPrograms_TheHelperDoesNotGrow()
    {
        var token = TestContext.Current.CancellationToken;
        var sizes = new List<int>();
        foreach (var _ in Enumerable.Range(0, 2 * Settled))
        {
            var outcome = await fixture.JudgeAsync(Size, warm: true, null, token);
            Assert.Equal(Verdict.Passed, outcome.Verdict);
            sizes.Add(int.Parse(outcome.Stdout, CultureInfo.InvariantCulture));
        }

        Assert.True(sizes[^1] - sizes[Settled] <= 32, $"{sizes[Settled]} KiB grew to {sizes[^1]} KiB in {Settled} programs");
    }

    [Fact(Timeout = Timeout)]
    public async Task Run_ProgramThatTakesAllMemory_GetsAsMuchAsInAFreshInterpreter()
    {
        var token = TestContext.Current.CancellationToken;
        var fresh = await fixture.JudgeAsync(Most, warm: false, null, token);
        var warm = await fixture.JudgeAsync(Most, warm: true, null, token);
        Assert.Equal((Verdict.MemoryExceeded, Verdict.MemoryExceeded), (fresh.Verdict, warm.Verdict));
        Assert.InRange(Last(warm), Last(fresh) - 4, Last(fresh) + 4); // a mebibyte of five hundred
    }

    // The output may be cut in the middle; its end is there.
    private static int Last(Outcome outcome) =>
        int.Parse(outcome.Stdout.TrimEnd('\n').Split('\n')[^1], CultureInfo.InvariantCulture);

    private static string[] ProgramsOf(string file) =>
        File.ReadAllText(Repository.PathOf("tests", "CodeBench.Execution.Tests", "Warm", file)).TrimEnd('\n').Split("\n----\n");
}
