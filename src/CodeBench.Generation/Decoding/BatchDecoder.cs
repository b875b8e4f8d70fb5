using CodeBench.Core.Completions;
using CodeBench.Generation.Model;
using CodeBench.Generation.Model.Steps;
using CodeBench.Generation.Sampling;
using CodeBench.Generation.Tokens;

namespace CodeBench.Generation.Decoding;

/// <summary>
/// Continues many prompts together: each prompt goes through the model once for all of its samples, and a sequence that
/// is finished makes room for the next at once.
/// </summary>
/// <param name="model">The model.</param>
/// <param name="tokenizer">Its tokenizer, with the ends of sequences.</param>
/// <param name="meter">Is told of each step; null where nobody wants to know.</param>
public sealed class BatchDecoder(Decoder model, CheckpointTokenizer tokenizer, DecodingMeter? meter = null)
{
    /// <summary>Yields each completion when it is finished.</summary>
    /// <param name="requests">The prompts; each must leave room for a token in the model's context.</param>
    /// <param name="sampling">How to draw.</param>
    /// <param name="cancellationToken">Stops between two steps.</param>
    public IEnumerable<GeneratedCompletion> Decode(
        IReadOnlyList<CompletionRequest> requests, SamplingOptions sampling, CancellationToken cancellationToken)
    {
        if (requests.Count == 0)
        {
            yield break;
        }

        var sampler = new TokenSampler(sampling);
        // One slot more than sequences: the prompt's, until all of its samples have begun.
        var room = requests.Max(request => Math.Min(model.Config.Context, Encode(request).Count + sampling.MaxTokens));
        using var cache = model.NewCache(sampling.Batch + 1, room);
        var free = new Stack<int>(Enumerable.Range(1, sampling.Batch).Reverse());
        using var waiting = Begin(requests, sampling, sampler, cache, free).GetEnumerator();
        var running = new List<Sequence>();
        try
        {
            for (var more = true; more || running.Count > 0;)
            {
                cancellationToken.ThrowIfCancellationRequested();
                while (more && running.Count < sampling.Batch && (more = waiting.MoveNext()))
                {
                    meter?.Step(1, running.Count + 1);
                    if (Finish(waiting.Current, free) is { } finished)
                    {
                        yield return finished;
                    }
                    else
                    {
                        running.Add(waiting.Current);
                    }
                }

                if (running.Count == 0)
                {
                    continue;
                }

                Step(running, sampler, cache);
                meter?.Step(running.Count, running.Count);
                foreach (var sequence in running.ToList())
                {
                    if (Finish(sequence, free) is { } finished)
                    {
                        running.Remove(sequence);
                        yield return finished;
                    }
                }
            }
        }
        finally
        {
            meter?.Step(0, 0);
        }
    }

    /// <summary>The ids of a prompt, with the checkpoint's begin-of-sequence token where it wants one and no chat template has seen to it.</summary>
    public IReadOnlyList<int> Encode(CompletionRequest request) => tokenizer.EncodePrompt(request.Prompt, isChat: request.Messages is not null);

    private IEnumerable<Sequence> Begin(
        IReadOnlyList<CompletionRequest> requests, SamplingOptions sampling, TokenSampler sampler, KeyValueCache cache, Stack<int> free)
    {
        const int PromptSlot = 0;
        foreach (var request in requests)
        {
            var ids = Encode(request);
            var limit = Continuation.LimitOf(sampling, model.Config.Context, ids.Count);
            cache.Clear(PromptSlot);
            var logits = Logits(cache, [new SequenceStep(PromptSlot, 0, ids)])[0];
            foreach (var sample in request.Samples)
            {
                var text = new CompletionText(tokenizer.Tokenizer, request.StopSequences);
                var continuation = new Continuation(new SampleDraws(sampling, request.Key, sample, ids), text, tokenizer.EosIds, limit);
                continuation.Draw(sampler, logits);
                var sequence = new Sequence(request, sample, free.Pop(), ids.Count, text, continuation);
                cache.Clear(sequence.Slot);
                cache.Copy(PromptSlot, ids.Count, sequence.Slot);
                yield return sequence;
            }
        }
    }

    private void Step(List<Sequence> running, TokenSampler sampler, KeyValueCache cache)
    {
        var logits = Logits(cache, [.. running.Select(sequence => new SequenceStep(sequence.Slot, sequence.Length, [sequence.Continuation.Last]))]);
        for (var i = 0; i < running.Count; i++)
        {
            running[i].Continuation.Draw(sampler, logits[i]);
            running[i].Length++;
        }
    }

    private float[][] Logits(KeyValueCache cache, IReadOnlyList<SequenceStep> steps)
    {
        using var tensor = model.Forward(cache, steps);
        using var host = tensor.cpu();
        return [.. host.data<float>().ToArray().Chunk(model.Config.Vocabulary)];
    }

    // The completion, where the token that was drawn was the last one; its slot is free from then on.
    private static GeneratedCompletion? Finish(Sequence sequence, Stack<int> free)
    {
        if (sequence.Continuation.End is null)
        {
            return null;
        }

        free.Push(sequence.Slot);
        return sequence.Finish();
    }
}
