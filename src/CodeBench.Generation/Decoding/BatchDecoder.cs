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
public sealed class BatchDecoder(Decoder model, CheckpointTokenizer tokenizer)
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
        for (var more = true; more || running.Count > 0;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            while (more && running.Count < sampling.Batch && (more = waiting.MoveNext()))
            {
                if (Take(waiting.Current, sampling, free) is { } finished)
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
            foreach (var sequence in running.ToList())
            {
                if (Take(sequence, sampling, free) is { } finished)
                {
                    running.Remove(sequence);
                    yield return finished;
                }
            }
        }
    }

    /// <summary>The ids of a prompt, with the checkpoint's begin-of-sequence token where it wants one and no chat template has seen to it.</summary>
    public IReadOnlyList<int> Encode(CompletionRequest request)
    {
        var ids = tokenizer.Tokenizer.Encode(request.Prompt);
        return request.Messages is null && tokenizer.BosId is { } bos ? [bos, .. ids] : ids;
    }

    private IEnumerable<Sequence> Begin(
        IReadOnlyList<CompletionRequest> requests, SamplingOptions sampling, TokenSampler sampler, KeyValueCache cache, Stack<int> free)
    {
        const int PromptSlot = 0;
        foreach (var request in requests)
        {
            var ids = Encode(request);
            cache.Clear(PromptSlot);
            var logits = Logits(cache, [new SequenceStep(PromptSlot, 0, ids)])[0];
            foreach (var sample in request.Samples)
            {
                var sequence = new Sequence(request, sample, free.Pop(), ids.Count, tokenizer.Tokenizer, sampling.Seed);
                cache.Clear(sequence.Slot);
                cache.Copy(PromptSlot, ids.Count, sequence.Slot);
                sequence.Last = sampler.Draw(logits, sequence.Random);
                yield return sequence;
            }
        }
    }

    private void Step(List<Sequence> running, TokenSampler sampler, KeyValueCache cache)
    {
        var logits = Logits(cache, [.. running.Select(sequence => new SequenceStep(sequence.Slot, sequence.Length, [sequence.Last]))]);
        for (var i = 0; i < running.Count; i++)
        {
            running[i].Last = sampler.Draw(logits[i], running[i].Random);
            running[i].Length++;
        }
    }

    private float[][] Logits(KeyValueCache cache, IReadOnlyList<SequenceStep> steps)
    {
        using var tensor = model.Forward(cache, steps);
        using var host = tensor.cpu();
        return [.. host.data<float>().ToArray().Chunk(model.Config.Vocabulary)];
    }

    // Takes the token that was drawn; the completion, where that was the last one.
    private GeneratedCompletion? Take(Sequence sequence, SamplingOptions sampling, Stack<int> free)
    {
        FinishReason? reason = null;
        var metStop = false;
        if (tokenizer.EosIds.Contains(sequence.Last))
        {
            reason = FinishReason.Stop;
        }
        else
        {
            sequence.Tokens++;
            if (sequence.Text.Add(sequence.Last))
            {
                (reason, metStop) = (FinishReason.Stop, true);
            }
            else if (sequence.Tokens == sampling.MaxTokens || sequence.Length == model.Config.Context)
            {
                reason = FinishReason.Length;
            }
        }

        if (reason is null)
        {
            return null;
        }

        free.Push(sequence.Slot);
        return new GeneratedCompletion
        {
            Key = sequence.Key,
            Sample = sequence.Sample,
            Text = sequence.Text.End(),
            Tokens = sequence.Tokens,
            FinishReason = reason.Value,
            MetStop = metStop,
        };
    }
}
