using CodeBench.Core.Completions;
using CodeBench.Core.Faults;
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
/// <param name="sharing">How many decoders share this one's device with its memory, this one among them; default 1.</param>
public sealed class BatchDecoder(Decoder model, CheckpointTokenizer tokenizer, DecodingMeter? meter = null, int sharing = 1)
{
    private readonly CacheBudgets _budgets = new(AvailableMemory.ForCaches);

    // Tokens of prompts in a pass. So many rows use a processor well, and are read in a second or two also where the model is large; other devices want more rows.
    private int PromptTokens => model.Placement.First.type == TorchSharp.DeviceType.CPU ? 256 : 2048;

    /// <summary>Yields each completion when it is finished.</summary>
    /// <param name="requests">The prompts; each wants a sample.</param>
    /// <param name="sampling">How to draw.</param>
    /// <param name="cancellationToken">Stops between two steps.</param>
    /// <exception cref="InvalidInputException">
    /// A prompt has no tokens, or leaves no room for one in the model's context: all that do; or the cache may not be large enough for the longest of them.
    /// </exception>
    public IEnumerable<GeneratedCompletion> Decode(
        IReadOnlyList<CompletionRequest> requests, SamplingOptions sampling, CancellationToken cancellationToken)
    {
        if (requests.Count == 0)
        {
            return [];
        }

        var prompts = Encode(requests);
        return DecodeFrom(new PromptQueue(prompts), SizesFor(prompts, sampling), sampling, cancellationToken);
    }

    /// <summary>Continues what it takes of prompts that others take of too.</summary>
    internal IEnumerable<GeneratedCompletion> DecodeFrom(PromptQueue prompts, CacheSizes sizes, SamplingOptions sampling, CancellationToken cancellationToken)
    {
        var counted = 0;
        using var cache = model.NewCache(sizes.Slots, sizes.Room);
        var fixedRows = sizes.Rows is { } count ? new FixedRows(count, sizes.Slots - 1) : null;
        var scheduler = new Scheduler(prompts, sizes.Sequences + 1, new PassLimits(sizes.Sequences, PromptTokens, sizes.Rows));
        using var draws = new SequenceDraws(sampling);
        using var logits = new LogitReader(model.Config.Vocabulary);
        try
        {
            while (!scheduler.IsDone)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var pass = scheduler.Next(cache.Clear);
                if (pass.IsEmpty)
                {
                    continue;
                }

                Take(pass, fixedRows);
                foreach (var sequence in pass.Sequences.Where(sequence => sequence.Continuation.End is not null))
                {
                    scheduler.End(sequence);
                    yield return sequence.Finish();
                }

                while (scheduler.Ready() is { } prompt)
                {
                    var sequence = Begin(prompt);
                    if (sequence.Continuation.End is not null)
                    {
                        scheduler.End(sequence);
                        yield return sequence.Finish();
                    }
                }
            }
        }
        finally
        {
            Count(0, running: 0);
        }

        void Count(int tokens, int running)
        {
            meter?.Step(tokens, running - counted);
            counted = running;
        }

        void Take(Pass pass, FixedRows? fixedRows)
        {
            logits.Read(model.Forward(cache, fixedRows, pass.Steps));
            for (var i = 0; i < pass.Pieces.Count; i++)
            {
                pass.Pieces[i].Prompt.Accept(pass.Pieces[i].Step, logits.Row(i));
            }

            draws.Draw(pass.Sequences, logits, first: pass.Pieces.Count);
            Count(pass.Sequences.Count, scheduler.Running);
        }

        Sequence Begin(CachedPrompt prompt)
        {
            var slot = scheduler.SlotFor(prompt);
            if (slot != prompt.Slot)
            {
                cache.Clear(slot);
                cache.Copy(prompt.Slot, prompt.Ids.Count, slot);
            }

            var sample = prompt.BeginSample();
            var text = new CompletionText(tokenizer.Tokenizer, prompt.Request.StopSequences);
            var own = new SampleDraws(sampling, prompt.Request.Key, sample, prompt.Ids);
            var continuation = new Continuation(own, text, tokenizer.EosIds, LimitOf(prompt.Ids, sampling));
            continuation.Draw(draws.Sampler, prompt.Logits);
            var sequence = new Sequence(prompt.Request, sample, slot, prompt.Ids.Count, text, continuation);
            scheduler.Begin(prompt, sequence);
            Count(1, scheduler.Running);
            return sequence;
        }
    }

    /// <summary>How large its cache must be for some prompts.</summary>
    internal CacheSizes SizesFor(IReadOnlyList<(CompletionRequest Request, IReadOnlyList<int> Ids)> prompts, SamplingOptions sampling)
    {
        var sequences = Math.Min(sampling.Batch, prompts.Sum(prompt => prompt.Request.Samples.Count));
        return CacheSizes.Of(model, prompts.Max(prompt => prompt.Ids.Count + LimitOf(prompt.Ids, sampling) - 1), sequences, sampling.CacheMemory, _budgets, sharing, sampling.Deterministic ? FixedPasses.RowsFor(model) : null);
    }

    private int LimitOf(IReadOnlyList<int> ids, SamplingOptions sampling) => Continuation.LimitOf(sampling, model.Config.Context, ids.Count);

    // The ids of each prompt, with the checkpoint's begin-of-sequence token where it wants one and no chat template has seen to it.
    internal IReadOnlyList<(CompletionRequest Request, IReadOnlyList<int> Ids)> Encode(IReadOnlyList<CompletionRequest> requests)
    {
        var faults = new FaultCollector();
        var prompts = requests.Select(request => (request, tokenizer.EncodePrompt(request.Prompt, isChat: request.Messages is not null))).ToList();
        foreach (var (request, ids) in prompts)
        {
            if (ids.Count >= model.Config.Context)
            {
                faults.Add(new Fault(request.Key, null, null, $"The prompt has {ids.Count} tokens, and the model's context holds {model.Config.Context}."));
            }
            else if (ids.Count == 0)
            {
                faults.Add(new Fault(request.Key, null, null, "The prompt has no tokens: there is nothing to continue."));
            }
        }

        faults.ThrowIfAny();
        return prompts;
    }
}
