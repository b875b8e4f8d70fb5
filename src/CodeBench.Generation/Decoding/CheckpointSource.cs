using System.Globalization;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using CodeBench.Core.Completions;
using CodeBench.Core.Faults;
using CodeBench.Core.Prompts;
using CodeBench.Generation.Chat;
using CodeBench.Generation.Model;
using CodeBench.Generation.Weights;
using static TorchSharp.torch;

namespace CodeBench.Generation.Decoding;

/// <summary>A checkpoint folder that continues prompts.</summary>
public sealed class CheckpointSource : ICompletionSource
{
    private const long SmallModel = 10_000_000;

    private readonly Decoder _model;
    private readonly BatchDecoder _decoder;
    private readonly Lazy<ChatTemplate> _chat;

    private CheckpointSource(LoadedCheckpoint checkpoint, IReadOnlyDictionary<string, string> description)
    {
        (_model, _decoder, Description) = (checkpoint.Model, new BatchDecoder(checkpoint.Model, checkpoint.Tokenizer!, Meter), description);
        // Whoever asks no chats needs no template, not even a right one.
        _chat = new Lazy<ChatTemplate>(() => ChatTemplateReader.Read(checkpoint.Folder), LazyThreadSafetyMode.PublicationOnly);
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
    public void Check(IReadOnlyList<CompletionRequest> requests, SamplingOptions sampling) => _decoder.Check(requests, sampling);

    /// <inheritdoc/>
    public async IAsyncEnumerable<GeneratedCompletion> CompleteAsync(
        IReadOnlyList<CompletionRequest> requests, SamplingOptions sampling, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var finished = Channel.CreateUnbounded<GeneratedCompletion>();
        var decoding = Task.Run(Decode, CancellationToken.None);
        try
        {
            await foreach (var completion in finished.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return completion;
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await decoding.ConfigureAwait(false);
        }

        void Decode()
        {
            try
            {
                if (_model.Parameters < SmallModel)
                {
                    // Of this thread's products: so small they are not worth a second one, which on a busy machine would have to be waited for.
                    set_num_threads(1);
                }

                foreach (var completion in _decoder.Decode(requests, sampling, stop.Token))
                {
                    finished.Writer.TryWrite(completion);
                }

                finished.Writer.Complete();
            }
            catch (Exception exception)
            {
                // Whatever it is, it is the reader's to throw.
                finished.Writer.Complete(exception);
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _model.Dispose();
        return ValueTask.CompletedTask;
    }

    private static async Task<CheckpointSource> ReadAsync(CheckpointOptions options, CancellationToken cancellationToken)
    {
        var loader = new CheckpointLoader(options, needsTokenizer: true);
        // What is read is hashed at the same time: either takes about as long as reading does.
        var hash = Task.Run(() => CheckpointHash.Of(loader.Files, cancellationToken), cancellationToken);
        var checkpoint = loader.Load(MatrixLayout.ForManySequences);
        try
        {
            return new CheckpointSource(checkpoint, Describe(checkpoint, await hash.ConfigureAwait(false), options));
        }
        catch
        {
            checkpoint.Dispose();
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
        ["device"] = options.Device,
        ["libtorch"] = TorchDevice.LibraryVersion,
    };
}
