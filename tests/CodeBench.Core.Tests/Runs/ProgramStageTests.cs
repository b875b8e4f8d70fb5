using System.IO.Compression;
using System.Text;
using CodeBench.Core.Faults;
using CodeBench.Core.Languages;
using CodeBench.Core.Runs;
using CodeBench.Testing;

namespace CodeBench.Core.Tests.Runs;

public sealed class ProgramStageTests : IDisposable
{
    private readonly RunFixture _fixture = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _fixture.Dispose();
        _folder.Dispose();
    }

    [Fact(Timeout = 30_000)]
    public async Task Verdicts_ComeInTheOrderOfThePrograms_WhoeverIsFirst()
    {
        // The first program ends only after all others have: the order must hold, and nobody may wait for it.
        var others = new TaskCompletionSource();
        var ended = 0;
        var sandbox = new ScriptedSandbox(async (program, cancellationToken) =>
        {
            if (program.Files[0].Content.StartsWith("first", StringComparison.Ordinal))
            {
                await others.Task.WaitAsync(cancellationToken);
            }
            else if (Interlocked.Increment(ref ended) == 100)
            {
                others.SetResult();
            }

            return ScriptedSandbox.Exited(0, ScriptedSandbox.ProofOf(program));
        });
        var programs = Enumerable.Range(0, 101).Select(number => new ProgramLine($"{number}", number == 0 ? "first" : $"other {number}"));
        var stage = new ProgramStage(sandbox, _fixture.Cache, RunFixture.Random, _fixture.Observer);
        var judged = stage.RunAsync(
            _fixture.Languages.Find("python"), programs, 101, RunFixture.Options, TestContext.Current.CancellationToken);
        var ids = await judged.Select(item => item.Id).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(Enumerable.Range(0, 101).Select(number => $"{number}"), ids);
    }

    [Theory(Timeout = 30_000)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task WarmHelpers_AreUsedUnlessTheyAreUnwanted(bool wanted)
    {
        var helpers = new List<int>();
        var sandbox = new ScriptedSandbox((program, _) =>
        {
            helpers.Add(program.Helper.Count);
            return Task.FromResult(ScriptedSandbox.Exited(0, ScriptedSandbox.ProofOf(program)));
        });
        var stage = new ProgramStage(sandbox, _fixture.Cache, RunFixture.Random, _fixture.Observer);
        var python = _fixture.Languages.Find("python") with { Helper = new WarmHelper(["helper"], ByteSize.FromMebibytes(1)) };
        python = python with { Steps = [.. python.Steps.Select(step => step with { Warm = true })] };
        var judged = stage.RunAsync(
            python, [new ProgramLine("a", "x")], 1, RunFixture.Options with { WarmHelpers = wanted }, TestContext.Current.CancellationToken);
        Assert.Single(await judged.ToListAsync(TestContext.Current.CancellationToken));
        Assert.Equal([wanted ? 1 : 0], helpers);
    }

    [Fact]
    public void Check_NamesEveryWrongLine()
    {
        var path = _folder.Write("programs.jsonl", "{\"id\":\"a\",\"program\":\"x\"}\n{\"id\":1,\"program\":\"x\"}\n\n{\"id\":\"b\"}\n{\n{\"id\":\"c\",\"program\":\"\\ud800\"}\n");
        var faults = Assert.Throws<InvalidInputException>(() => ProgramLineReader.Check(path)).Faults;
        Assert.Equal([(2, "id"), (4, "program"), (5, null), (6, "program")], faults.Select(fault => (fault.Line!.Value, fault.Field)));
    }

    [Fact]
    public void Check_OfAFileThatWasPackedAndCutOff_SaysThatItCannotBeRead()
    {
        var path = _folder.PathOf("programs.jsonl.gz");
        using (var packed = new GZipStream(File.Create(path), CompressionLevel.Fastest))
        {
            packed.Write(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 1000).Select(number => $"{{\"id\":\"{number}\",\"program\":\"{number * number}\"}}\n"))));
        }

        var bytes = File.ReadAllBytes(path);
        bytes[bytes.Length / 2] ^= 0xFF;
        File.WriteAllBytes(path, bytes);
        Assert.Throws<InvalidInputException>(() => ProgramLineReader.Check(path));
    }

    [Fact]
    public void Check_CountsThePrograms()
    {
        var path = _folder.Write("programs.jsonl", "{\"id\":\"a\",\"program\":\"x\",\"note\":1}\n\n{\"id\":\"b\",\"program\":\"y\"}");
        Assert.Equal(2, ProgramLineReader.Check(path));
        Assert.Equal(["x", "y"], ProgramLineReader.Read(path).Select(line => line.Program));
    }
}
