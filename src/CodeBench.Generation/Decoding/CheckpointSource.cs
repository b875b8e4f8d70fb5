using System.Globalization;
using CodeBench.Core.Completions;
using CodeBench.Core.Faults;
using CodeBench.Core.Prompts;
using CodeBench.Generation.Chat;
using CodeBench.Generation.Model;
using CodeBench.Generation.Weights;

namespace CodeBench.Generation.Decoding;

/// <summary>A checkpoint folder that continues prompts.</summary>
public sealed class CheckpointSource : ICompletionSource
{
    private readonly DecoderTeam _decoders;
    private readonly Lazy<ChatTemplate> _chat;

    private CheckpointSource(IReadOnlyList<LoadedCheckpoint> replicas, IReadOnlyDictionary<string, string> description)
    {
        (_decoders, Description) = (new DecoderTeam(replicas, Meter), description);
        // Whoever asks no chats needs no template, not even a right one.
        _chat = new Lazy<ChatTemplate>(() => ChatTemplateReader.Read(replicas[0].Folder), LazyThreadSafetyMode.PublicationOnly);
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Description { get; }

    /// <inheritdoc/>
    public DecodingMeter Meter { get; } = new();

    /// <summary>Opens a checkpoint.</summary>
    /// <exception cref="InvalidInputException">All that is wrong with its configuration, its weights and its tokenizer.</exception>
    /// <exception cref="MachineNotAbleException">The device is not there.</exception>
    public static async Task<CheckpointSource> OpenAsync(CheckpointOptions options, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            return await Task.Run(() => ReadAsync(options, stop.Token), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            // Of a checkpoint that is not whole nobody wants the hash.
            await stop.CancelAsync().ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public string Render(IReadOnlyList<ChatMessage> messages, DateTimeOffset now) => _chat.Value.Render(
        messages, messages[^1].Role == ChatMessage.Assistant ? ChatEnd.WithinLastTurn : ChatEnd.AssistantsTurn, now);

    /// <inheritdoc/>
    public void Check(IReadOnlyList<CompletionRequest> requests, SamplingOptions sampling) => _decoders.Check(requests, sampling);

    /// <inheritdoc/>
    public IAsyncEnumerable<GeneratedCompletion> CompleteAsync(
        IReadOnlyList<CompletionRequest> requests, SamplingOptions sampling, CancellationToken cancellationToken) =>
        _decoders.DecodeAsync(requests, sampling, cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _decoders.Dispose();
        return ValueTask.CompletedTask;
    }

    private static async Task<CheckpointSource> ReadAsync(CheckpointOptions options, CancellationToken cancellationToken)
    {
        var loader = new CheckpointLoader(options, needsTokenizer: true);
        // What is read is hashed at the same time: either takes about as long as reading does.
        var hash = Task.Run(() => CheckpointHash.Of(loader.Files, cancellationToken), cancellationToken);
        const MatrixLayout Layout = MatrixLayout.ForManySequences;
        var replicas = options.Replicas ? loader.LoadReplicas(Layout) : [loader.Load(Layout)];
        try
        {
            return new CheckpointSource(replicas, Describe(replicas[0], await hash.ConfigureAwait(false), options));
        }
        catch
        {
            foreach (var replica in replicas)
            {
                replica.Dispose();
            }

            throw;
        }
    }

    private static Dictionary<string, string> Describe(LoadedCheckpoint checkpoint, string hash, CheckpointOptions options) => new()
    {
        ["name"] = Path.GetFileName(Path.TrimEndingDirectorySeparator(checkpoint.Folder)),
        ["blake3"] = hash,
        ["parameters"] = checkpoint.Model.Parameters.ToString(CultureInfo.InvariantCulture),
        ["tokenizer"] = checkpoint.Tokenizer!.Tokenizer.Kind,
        ["dtype"] = options.Dtype,
        ["device"] = TorchDevice.KindsOf(options.Device),
        ["libtorch"] = TorchDevice.LibraryVersion,
    };
}
