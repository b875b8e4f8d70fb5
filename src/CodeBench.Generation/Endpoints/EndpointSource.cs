using CodeBench.Core.Completions;
using CodeBench.Core.Faults;
using CodeBench.Core.Prompts;

namespace CodeBench.Generation.Endpoints;

/// <summary>
/// A model behind a server that speaks the OpenAI API. One request is one sample with a seed of its own, so that a sample depends on (seed, prompt, its number) as far as
/// the server keeps to seeds, and a run that goes on asks only for what it lacks.
/// </summary>
public sealed class EndpointSource : ICompletionSource
{
    private readonly EndpointClient _client;
    private readonly EndpointRetries _retries;
    private readonly EndpointOptions _options;
    private readonly ServedModel _model;
    private readonly TimeProvider _time;
    private Dialect _dialect;

    private EndpointSource(EndpointClient client, EndpointRetries retries, EndpointOptions options, ServedModel model, TimeProvider time)
    {
        (_client, _retries, _options, _model, _time) = (client, retries, options, model, time);
        _dialect = Dialect.Of(model.Owner);
        Description = model.Root is null
            ? new Dictionary<string, string> { ["name"] = model.Name, ["api"] = "openai" }
            : new Dictionary<string, string> { ["name"] = model.Name, ["api"] = "openai", ["root"] = model.Root };
        Server = model.Describe(options.Address);
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Description { get; }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Server { get; }

    /// <inheritdoc/>
    public DecodingMeter Meter { get; } = new();

    /// <summary>Finds the server and its model.</summary>
    /// <param name="options">Which.</param>
    /// <param name="progress">Told when something is tried again.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidInputException">The server does not have the model, or does not take the key.</exception>
    /// <exception cref="MachineNotAbleException">The server is not there.</exception>
    public static async Task<EndpointSource> OpenAsync(EndpointOptions options, IProgress<string> progress, TimeProvider time, CancellationToken cancellationToken)
    {
        var throttle = new Throttle(options.Concurrency, time);
        var retries = new EndpointRetries(throttle, options.Address, progress, time);
        var client = new EndpointClient(options, time);
        try
        {
            var model = await ModelFinder.FindAsync(client, retries, options, cancellationToken).ConfigureAwait(false);
            return new EndpointSource(client, retries, options, model, time);
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <summary>None: the server takes chats as they are.</summary>
    public string? Render(IReadOnlyList<ChatMessage> messages, DateTimeOffset now) => null;

    /// <inheritdoc/>
    public void Check(IReadOnlyList<CompletionRequest> requests, SamplingOptions sampling)
    {
        if (_model.Context is { } context && sampling.MaxTokens >= context)
        {
            throw new InvalidInputException(new Fault(
                "--max-tokens", null, null, $"{sampling.MaxTokens} leave no room for a prompt: the server has a context of {context} tokens for both"));
        }
    }

    /// <inheritdoc/>
    /// <exception cref="MachineNotAbleException">The server is gone; what came before was yielded.</exception>
    public IAsyncEnumerable<GeneratedCompletion> CompleteAsync(
        IReadOnlyList<CompletionRequest> requests, SamplingOptions sampling, CancellationToken cancellationToken)
    {
        return new RequestFlow(AskAsync, _options.Concurrency, _time).RunAsync(requests, cancellationToken);

        async Task<GeneratedCompletion> AskAsync(CompletionRequest request, int sample, CancellationToken stop, CancellationToken abort)
        {
            try
            {
                return await _retries.ExecuteAsync(_ => SendAsync(request, sample, sampling, abort), EndpointRetries.Tries, stop).ConfigureAwait(false);
            }
            catch (EndpointFailure failure)
            {
                throw failure.ToException(_options.Address, request.Key);
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<GeneratedCompletion> SendAsync(CompletionRequest request, int sample, SamplingOptions sampling, CancellationToken cancellationToken)
    {
        Meter.Step(0, 1);
        var tokens = 0;
        try
        {
            var completion = await AskOnceAsync(request, sample, sampling, cancellationToken).ConfigureAwait(false);
            tokens = completion.Tokens;
            return completion;
        }
        finally
        {
            Meter.Step(tokens, -1);
        }
    }

    private async Task<GeneratedCompletion> AskOnceAsync(CompletionRequest request, int sample, SamplingOptions sampling, CancellationToken cancellationToken)
    {
        var path = request.Messages is null ? "completions" : "chat/completions";
        while (true)
        {
            var dialect = Volatile.Read(ref _dialect);
            try
            {
                var body = RequestBody.Of(_model.Name, request, sample, sampling, dialect);
                using var answer = await _client.PostAsync(path, body, cancellationToken).ConfigureAwait(false);
                return AnswerReader.Read(answer.RootElement, request, sample, sampling.MaxTokens);
            }
            catch (EndpointFailure failure) when (failure.Kind == FailureKind.Refused && dialect.After(failure.Message, request.StopSequences.Count) is { } other)
            {
                Volatile.Write(ref _dialect, other);
            }
        }
    }
}
