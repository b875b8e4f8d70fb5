using System.Runtime.CompilerServices;
using System.Threading.Channels;
using CodeBench.Core.Completions;
using CodeBench.Core.Faults;
using CodeBench.Generation.Model;
using TorchSharp;
using static TorchSharp.torch;

namespace CodeBench.Generation.Decoding;

/// <summary>Decoders of the same model, each on a thread of its own, that take of the same prompts: whoever has room takes the next. Mostly that is one.</summary>
internal sealed class DecoderTeam : IDisposable
{
    private const long SmallModel = 10_000_000;

    private readonly IReadOnlyList<LoadedCheckpoint> _replicas;
    private readonly IReadOnlyList<BatchDecoder> _decoders;

    /// <summary>A team.</summary>
    /// <param name="replicas">The models; the team owns them.</param>
    /// <param name="meter">Is told of each step of each.</param>
    public DecoderTeam(IReadOnlyList<LoadedCheckpoint> replicas, DecodingMeter meter)
    {
        _replicas = replicas;
        _decoders = [.. replicas.Select(replica => new BatchDecoder(replica.Model, replica.Tokenizer!, meter, SharingWith(replica)))];
    }

    /// <summary>Finds out whether prompts can be continued, by each of them.</summary>
    /// <exception cref="InvalidInputException">What <see cref="DecodeAsync"/> would say.</exception>
    public void Check(IReadOnlyList<CompletionRequest> requests, SamplingOptions sampling)
    {
        if (requests.Count > 0)
        {
            SizesFor(_decoders[0].Encode(requests), sampling);
        }
    }

    /// <summary>Yields each completion when it is finished.</summary>
    /// <exception cref="InvalidInputException">A prompt cannot be continued, or the cache is too small for it.</exception>
    public async IAsyncEnumerable<GeneratedCompletion> DecodeAsync(
        IReadOnlyList<CompletionRequest> requests, SamplingOptions sampling, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (requests.Count == 0)
        {
            yield break;
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var finished = Channel.CreateUnbounded<GeneratedCompletion>();
        var decoding = Task.Run(() => DecodeAllAsync(requests, sampling, finished.Writer, stop.Token), CancellationToken.None);
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
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var replica in _replicas)
        {
            replica.Dispose();
        }
    }

    // Does not throw: whatever happens is the reader's to throw.
    private async Task DecodeAllAsync(
        IReadOnlyList<CompletionRequest> requests, SamplingOptions sampling, ChannelWriter<GeneratedCompletion> finished, CancellationToken stop)
    {
        try
        {
            var prompts = _decoders[0].Encode(requests);
            var queue = new PromptQueue(prompts);
            var sizes = SizesFor(prompts, sampling);
            await Task.WhenAll(_decoders.Select((decoder, index) => Task.Run(() => Decode(index, queue, sizes[index]), CancellationToken.None))).ConfigureAwait(false);
            finished.TryComplete();
        }
        catch (Exception exception)
        {
            finished.TryComplete(exception);
        }

        void Decode(int index, PromptQueue queue, CacheSizes sizes)
        {
            try
            {
                if (ThreadsOf(_replicas[index].Model) is { } threads)
                {
                    set_num_threads(threads);
                }

                foreach (var completion in _decoders[index].DecodeFrom(queue, sizes, sampling, stop))
                {
                    finished.TryWrite(completion);
                }
            }
            catch (Exception exception)
            {
                // The reader learns it at once, and stops the others.
                finished.TryComplete(exception);
            }
        }
    }

    // Each size before the first cache: what is free is divided among those that share a device.
    private List<CacheSizes> SizesFor(IReadOnlyList<(CompletionRequest Request, IReadOnlyList<int> Ids)> prompts, SamplingOptions sampling) =>
        [.. _decoders.Select(decoder => decoder.SizesFor(prompts, sampling))];

    private int SharingWith(LoadedCheckpoint replica) =>
        _replicas.Count(other => DevicePlacement.AreSame(other.Model.Placement.First, replica.Model.Placement.First));

    // Of this thread's products; null leaves it as it is. Those of small models are not worth a second one, which on a busy machine would have to be waited for.
    private int? ThreadsOf(Decoder model) => model.Parameters < SmallModel ? 1
        : _replicas.Count > 1 && model.Placement.First.type == DeviceType.CPU ? Math.Max(1, Environment.ProcessorCount / _replicas.Count)
        : null;
}
