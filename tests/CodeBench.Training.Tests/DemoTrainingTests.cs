using CodeBench.Core.Faults;
using CodeBench.Testing;

namespace CodeBench.Training.Tests;

/// <summary>A short training, for real. Where libtorch does not load, these are skipped, and say so.</summary>
public sealed class DemoTrainingTests : IDisposable
{
    private const int Steps = 20;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = 300_000)]
    public async Task Run_AgainWhileGarbageIsCollected_LossFallsAndFilesAreTheSameBytes()
    {
        var losses = Train("first");
        Assert.Equal(Steps, losses.Count);
        Assert.True(losses.TakeLast(3).Average() < 0.8 * losses[0], $"from {losses[0]} to {losses[^1]}");

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var collecting = Task.Run(
            () =>
            {
                while (!stop.IsCancellationRequested)
                {
                    GC.Collect(0);
                    GC.WaitForPendingFinalizers();
                }
            },
            TestContext.Current.CancellationToken);
        var again = Train("second");
        await stop.CancelAsync();
        await collecting;
        Assert.Equal(losses, again);
        var names = Directory.GetFiles(_folder.PathOf("first")).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(["config.json", "generation_config.json", "model.safetensors", "tokenizer.json", "tokenizer_config.json"], names);
        Assert.All(names, name => Assert.Equal(
            File.ReadAllBytes(Path.Combine(_folder.PathOf("first"), name)), File.ReadAllBytes(Path.Combine(_folder.PathOf("second"), name))));
    }

    [Fact]
    public void Run_Cancelled_WritesNothing()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        SkipWithoutTensors(() =>
        {
            try
            {
                Training("out").Run(cancelled.Token);
                Assert.Fail("it ran to its end");
            }
            catch (OperationCanceledException)
            {
            }
        });
        Assert.False(Directory.Exists(_folder.PathOf("out")));
    }

    [Fact]
    public void Run_IntoWhatIsNoFolder_IsRefusedBeforeItTrains()
    {
        File.WriteAllText(_folder.PathOf("out"), "a file");
        var exception = Assert.Throws<InvalidInputException>(() => Training("out").Run(TestContext.Current.CancellationToken));
        Assert.StartsWith("--out: cannot be written", Assert.Single(exception.Faults).ToString(), StringComparison.Ordinal);
    }

    private IReadOnlyList<double> Train(string name)
    {
        IReadOnlyList<double> losses = [];
        SkipWithoutTensors(() => losses = Training(name).Run(TestContext.Current.CancellationToken));
        return losses;
    }

    private DemoTraining Training(string name) => new(
        new TrainingOptions { Starter = Starter.Folder, Out = _folder.PathOf(name), Steps = Steps, Batch = 4, Vocabulary = 512 },
        TextWriter.Null,
        TimeProvider.System);

    private static void SkipWithoutTensors(Action work)
    {
        try
        {
            work();
        }
        catch (MachineNotAbleException fault)
        {
            Assert.Skip(fault.Message);
        }
    }
}
