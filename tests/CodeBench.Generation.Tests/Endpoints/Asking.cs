using CodeBench.Core.Completions;
using CodeBench.Generation.Endpoints;
using CodeBench.Testing;

namespace CodeBench.Generation.Tests.Endpoints;

/// <summary>What tests of servers ask, and how.</summary>
internal static class Asking
{
    /// <summary>Long enough for every wait between tries, and shorter than any answer may take.</summary>
    public static HurriedTime Time() => new(TimeSpan.FromMinutes(2));

    /// <summary>Prompts p0, p1 .. with so many samples each.</summary>
    public static IReadOnlyList<CompletionRequest> Prompts(int count, int samples) =>
        [.. Enumerable.Range(0, count).Select(number => new CompletionRequest { Key = $"key{number}", Prompt = $"p{number}", Samples = [.. Enumerable.Range(0, samples)] })];

    /// <summary>What the model writes there, in whatever order and by whatever tries it was asked.</summary>
    public static IEnumerable<(string Key, int Sample, string Text)> Expected(IEnumerable<CompletionRequest> requests, long seed = 0) =>
        from request in requests
        from sample in request.Samples
        select (request.Key, sample, $"m|{request.Prompt}|{RequestSeed.Of(seed, request.Key, sample)}");

    /// <summary>Opens the server's model.</summary>
    public static Task<EndpointSource> OpenAsync(
        Uri address, CancellationToken cancellationToken, TimeProvider? time = null, int concurrency = 8, string? model = null, ApiKey? key = null, TimeSpan? timeout = null, IProgress<string>? progress = null)
    {
        var options = new EndpointOptions { Address = address, ModelName = model, Concurrency = concurrency, Key = key ?? ApiKey.None, Timeout = timeout ?? TimeSpan.FromMinutes(10) };
        return EndpointSource.OpenAsync(options, progress ?? new Progress<string>(), time ?? Time(), cancellationToken);
    }

    /// <summary>Asks for everything, and gives what came before it ended and how it ended.</summary>
    public static async Task<(IReadOnlyList<GeneratedCompletion> Came, Exception? End)> AllAsync(
        EndpointSource source, IReadOnlyList<CompletionRequest> requests, CancellationToken cancellationToken, SamplingOptions? sampling = null)
    {
        var came = new List<GeneratedCompletion>();
        try
        {
            await foreach (var completion in source.CompleteAsync(requests, sampling ?? new SamplingOptions(), cancellationToken))
            {
                came.Add(completion);
            }
        }
        catch (Exception exception) when (exception is not Xunit.Sdk.IAssertionException)
        {
            return (came, exception);
        }

        return (came, null);
    }

    /// <summary>What came, to be compared with what was expected.</summary>
    public static IEnumerable<(string Key, int Sample, string Text)> Sorted(IEnumerable<GeneratedCompletion> came) =>
        came.Select(one => (one.Key, one.Sample, one.Text)).Order();
}
