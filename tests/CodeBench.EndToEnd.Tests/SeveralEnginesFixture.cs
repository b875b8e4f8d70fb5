using CodeBench.Testing;

namespace CodeBench.EndToEnd.Tests;

/// <summary>Two engines that tests may kill: the one of <see cref="FaultFixture"/>, with images, and one on the network that has none at first.</summary>
public sealed class SeveralEnginesFixture : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FaultFixture _first = new();
    private OwnEngine? _second;

    /// <summary>How many samples there are.</summary>
    public static int Count => FaultFixture.Count;

    /// <summary>The engine of this machine.</summary>
    public OwnEngine First => _first.Own;

    /// <summary>The one on the network.</summary>
    public OwnEngine Second => _second!;

    /// <summary>The samples, each of which takes a fifth of a second, so that there is time to do something to engines.</summary>
    public string SampleFile => _folder.PathOf("slow.jsonl");

    /// <summary>Starts the engines where they do not run; skips the running test where there can be none.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _first.StartAsync(cancellationToken);
        if (_second is null)
        {
            _folder.Write("slow.jsonl", Samples.Lines(Samples.Read(_first.SampleFile).Select(sample => new
            {
                task_id = sample.Field("task_id"),
                completion = "    import time; time.sleep(0 if globals().get('slept') else .2); globals()['slept'] = True\n" + sample.Field("completion"),
            })));
            _second = await OwnEngine.StartOnNetworkAsync(certificates: null, cancellationToken);
        }

        await _second.StartAsync(cancellationToken);
    }

    /// <summary>The command that judges the samples in both.</summary>
    public string[] Evaluate(string run) => Evaluate(run, $"{First.Endpoint}", $"{Second.Network}");

    /// <summary>The command that judges the samples in some engines, with two workers in each.</summary>
    public string[] Evaluate(string run, params string[] engines) =>
        ["evaluate", "--suite", "starter", "--samples", SampleFile, "--out", run, "--workers", "2", .. engines.SelectMany(engine => new[] { "--engine", engine })];

    /// <summary>Expects that each sample has been executed once and that the scores are those of a run in one engine.</summary>
    public Task ExpectWholeAsync(string run, CancellationToken cancellationToken) => _first.ExpectWholeAsync(run, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        _folder.Dispose();
        await _first.DisposeAsync();
        if (_second is not null)
        {
            await _second.DisposeAsync();
        }
    }
}
