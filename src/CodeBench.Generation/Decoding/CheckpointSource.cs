using System.Globalization;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using CodeBench.Core.Completions;
using CodeBench.Core.Faults;
using CodeBench.Core.Prompts;
using CodeBench.Generation.Chat;
using CodeBench.Generation.Configuration;
using CodeBench.Generation.Model;
using CodeBench.Generation.Tokens;
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

    private CheckpointSource(string folder, Decoder model, CheckpointTokenizer tokenizer, IReadOnlyDictionary<string, string> description)
    {
        (_model, _decoder, Description) = (model, new BatchDecoder(model, tokenizer), description);
        // Whoever asks no chats needs no template, not even a right one.
        _chat = new Lazy<ChatTemplate>(() => ChatTemplateReader.Read(folder), LazyThreadSafetyMode.PublicationOnly);
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Description { get; }

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
    public async IAsyncEnumerable<GeneratedCompletion> CompleteAsync(
        IReadOnlyList<CompletionRequest> requests, SamplingOptions sampling, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        RequireRoom(requests);
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
        var device = TorchDevice.Find(options.Device);
        var type = options.Dtype switch
        {
            "float32" => ScalarType.Float32,
            "bfloat16" => ScalarType.BFloat16,
            "float16" => ScalarType.Float16,
            _ => throw new InvalidInputException(new Fault("--dtype", null, null, $"\"{options.Dtype}\" is not float32, bfloat16 or float16.")),
        };
        var folder = Path.GetFullPath(options.Folder);
        var faults = new FaultCollector();
        var config = faults.Try(() => DecoderConfigReader.Read(folder));
        var tokenizer = faults.Try(() => TokenizerLoader.Load(folder));
        var weights = faults.Try(() => WeightFiles.Of(folder));
        if (tokenizer is not null && tokenizer.Tokenizer.VocabularySize > config?.Vocabulary)
        {
            faults.Add(new Fault(
                tokenizer.Files[0], null, null, $"has {tokenizer.Tokenizer.VocabularySize} ids, but the embedding has {config.Vocabulary} rows."));
        }

        if (config is null || weights is null || tokenizer is null)
        {
            // What the weights' files say of themselves is known even where it is not known what they must hold.
            faults.AddRange(weights is null ? [] : CheckpointReader.Check(folder, weights, config));
            throw new InvalidInputException(faults.Faults);
        }

        // What is read is hashed at the same time: either takes about as long as reading does.
        string[] files = [Path.Combine(folder, DecoderConfigReader.FileName), .. weights, .. tokenizer.Files, .. ChatTemplateReader.FilesOf(folder)];
        var hash = Task.Run(() => CheckpointHash.Of(files, cancellationToken), cancellationToken);
        faults.AddRange(CheckpointReader.Check(folder, weights, config));
        faults.ThrowIfAny();
        var model = CheckpointReader.Read(folder, config, type, device);
        try
        {
            return new CheckpointSource(folder, model, tokenizer, Describe(folder, await hash.ConfigureAwait(false), options, model, tokenizer));
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    private static Dictionary<string, string> Describe(string folder, string hash, CheckpointOptions options, Decoder model, CheckpointTokenizer tokenizer) => new()
    {
        ["name"] = Path.GetFileName(Path.TrimEndingDirectorySeparator(folder)),
        ["blake3"] = hash,
        ["parameters"] = model.Parameters.ToString(CultureInfo.InvariantCulture),
        ["tokenizer"] = tokenizer.Tokenizer.Kind,
        ["dtype"] = options.Dtype,
        ["device"] = options.Device,
        ["libtorch"] = TorchDevice.LibraryVersion,
    };

    private void RequireRoom(IReadOnlyList<CompletionRequest> requests)
    {
        var faults = new FaultCollector();
        foreach (var request in requests)
        {
            var count = _decoder.Encode(request).Count;
            if (count >= _model.Config.Context)
            {
                faults.Add(new Fault(request.Key, null, null, $"The prompt has {count} tokens, and the model's context holds {_model.Config.Context}."));
            }
            else if (count == 0)
            {
                faults.Add(new Fault(request.Key, null, null, "The prompt has no tokens: there is nothing to continue."));
            }
        }

        faults.ThrowIfAny();
    }
}
