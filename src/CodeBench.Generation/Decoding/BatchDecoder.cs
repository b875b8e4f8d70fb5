using CodeBench.Core.Completions;
using CodeBench.Generation.Model;
using CodeBench.Generation.Sampling;
using CodeBench.Generation.Tokens;

namespace CodeBench.Generation.Decoding;

/// <summary>
/// Continues many prompts together: each prompt goes through the model once for all of its samples, and a sequence that
/// is finished makes room for the next at once.
/// </summary>
/// <param name="model">The model.</param>
/// <param name="tokenizer">Its tokenizer, with the ends of sequences.</param>
public sealed class BatchDecoder(LlamaDecoder model, CheckpointTokenizer tokenizer)
{
    /// <summary>Yields each completion when it is finished.</summary>
    /// <param name="requests">The prompts; each must leave room for a token in the model's context.</param>
    /// <param name="sampling">How to draw.</param>
    /// <param name="cancellationToken">Stops between two steps.</param>
    public IEnumerable<GeneratedCompletion> Decode(
        IReadOnlyList<CompletionRequest> requests, SamplingOptions sampling, CancellationToken cancellationToken)
    {
        var sampler = new TokenSampler(sampling);
        using var waiting = Begin(requests, sampling, sampler).GetEnumerator();
        var running = new List<Sequence>();
        try
        {
            for (var more = true; more || running.Count > 0;)
            {
                cancellationToken.ThrowIfCancellationRequested();
                while (more && running.Count < sampling.Batch && (more = waiting.MoveNext()))
                {
                    if (Take(waiting.Current, sampling) is { } finished)
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

                Step(running, sampler);
                foreach (var sequence in running.ToList())
                {
                    if (Take(sequence, sampling) is { } finished)
                    {
                        running.Remove(sequence);
                        yield return finished;
                    }
                }
            }
        }
        finally
        {
            running.ForEach(sequence => sequence.Dispose());
        }
    }

    /// <summary>The ids of a prompt, with the checkpoint's begin-of-sequence token where it wants one and no chat template has seen to it.</summary>
    public IReadOnlyList<int> Encode(CompletionRequest request)
    {
        var ids = tokenizer.Tokenizer.Encode(request.Prompt);
        return request.Messages is null && tokenizer.BosId is { } bos ? [bos, .. ids] : ids;
    }

    private IEnumerable<Sequence> Begin(IReadOnlyList<CompletionRequest> requests, SamplingOptions sampling, TokenSampler sampler)
    {
        foreach (var request in requests)
        {
            var ids = Encode(request);
            using var prompt = model.NewCache(Math.Min(model.Config.Context, ids.Count + sampling.MaxTokens));
            var logits = Logits([(prompt, ids)])[0];
            foreach (var sample in request.Samples)
            {
                var sequence = new Sequence(request, sample, prompt.Clone(), tokenizer.Tokenizer, sampling.Seed);
                sequence.Last = sampler.Draw(logits, sequence.Random);
                yield return sequence;
            }
        }
    }

    private void Step(List<Sequence> running, TokenSampler sampler)
    {
        var logits = Logits([.. running.Select(sequence => (sequence.Cache, (IReadOnlyList<int>)[sequence.Last]))]);
        for (var i = 0; i < running.Count; i++)
        {
            running[i].Last = sampler.Draw(logits[i], running[i].Random);
        }
    }

    private float[][] Logits(IReadOnlyList<(KeyValueCache, IReadOnlyList<int>)> steps)
    {
        using var tensor = model.Forward(steps);
        using var host = tensor.cpu();
        return [.. host.data<float>().ToArray().Chunk(model.Config.Vocabulary)];
    }

    // Takes the token that was drawn; the completion, where that was the last one.
    private GeneratedCompletion? Take(Sequence sequence, SamplingOptions sampling)
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
            else if (sequence.Tokens == sampling.MaxTokens || sequence.Cache.Length == model.Config.Context)
            {
                reason = FinishReason.Length;
            }
        }

        if (reason is null)
        {
            return null;
        }

        sequence.Dispose();
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
