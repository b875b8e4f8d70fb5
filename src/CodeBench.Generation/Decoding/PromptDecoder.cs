using CodeBench.Core.Completions;
using CodeBench.Core.Faults;
using CodeBench.Core.Prompts;
using CodeBench.Generation.Chat;
using CodeBench.Generation.Model;
using CodeBench.Generation.Model.Steps;
using CodeBench.Generation.Sampling;

namespace CodeBench.Generation.Decoding;

/// <summary>Continues one prompt at a time, token by token, for someone who looks on. Whoever wants many completions takes <see cref="BatchDecoder"/>.</summary>
/// <param name="checkpoint">The checkpoint.</param>
public sealed class PromptDecoder(LoadedCheckpoint checkpoint)
{
    private const int PromptSlot = 0;
    private const int OwnSlot = 1;

    private Decoder Model => checkpoint.Model;

    /// <summary>The ids of a text, with the begin-of-sequence token where the checkpoint wants one.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="InvalidInputException">It is empty.</exception>
    public IReadOnlyList<int> Encode(string text) => text.Length > 0
        ? Tokenizer.EncodePrompt(text, isChat: false)
        : throw new InvalidInputException(new Fault("prompt", null, null, "is empty: there is nothing to continue"));

    /// <summary>The ids of a chat's first turn and of what begins the answer.</summary>
    /// <param name="text">What the user says.</param>
    /// <param name="now">What a template that asks for the date is told.</param>
    /// <exception cref="InvalidInputException">There is no chat template, or it refuses this.</exception>
    public IReadOnlyList<int> EncodeChat(string text, DateTimeOffset now) => Tokenizer.EncodePrompt(
        ChatTemplateReader.Read(checkpoint.Folder).Render([new ChatMessage(ChatMessage.User, text)], ChatEnd.AssistantsTurn, now), isChat: true);

    /// <summary>Takes a prompt through the model, once for all its completions.</summary>
    /// <param name="ids">The prompt's ids.</param>
    /// <param name="sampling">How to continue it.</param>
    /// <exception cref="InvalidInputException">There are none, some are not in the vocabulary, or they leave no room in the model's context.</exception>
    public ReadPrompt Read(IReadOnlyList<int> ids, SamplingOptions sampling)
    {
        Require(ids);
        var limit = Continuation.LimitOf(sampling, Model.Config.Context, ids.Count);
        var cache = Model.NewCache(slots: 2, room: ids.Count + limit - 1);
        return new ReadPrompt(ids, sampling, limit, cache, Forward(cache, new SequenceStep(PromptSlot, 0, ids)));
    }

    /// <summary>Continues a prompt; of one prompt one completion after the other.</summary>
    /// <param name="prompt">The prompt.</param>
    /// <param name="sample">The completion's number: it depends on this, the seed and the ids alone.</param>
    /// <param name="stopSequences">It ends where one of these would begin; for these a tokenizer is needed.</param>
    /// <param name="cancellationToken">Stops between two tokens.</param>
    /// <returns>A piece for each token that is drawn, as it is drawn; the last has its End.</returns>
    public IEnumerable<PromptPiece> Continue(
        ReadPrompt prompt, int sample, IReadOnlyList<string> stopSequences, CancellationToken cancellationToken)
    {
        var text = checkpoint.Tokenizer is { } own ? new CompletionText(own.Tokenizer, stopSequences) : null;
        var draws = new SampleDraws(prompt.Sampling, string.Join(',', prompt.Ids), sample, prompt.Ids);
        var continuation = new Continuation(draws, text, checkpoint.EosIds, prompt.Limit);
        var sampler = new TokenSampler(prompt.Sampling);
        prompt.Cache.Clear(OwnSlot);
        prompt.Cache.Copy(PromptSlot, prompt.Ids.Count, OwnSlot);
        var length = prompt.Ids.Count;
        for (var logits = prompt.Logits; ; logits = Forward(prompt.Cache, new SequenceStep(OwnSlot, length++, [continuation.Last])))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var before = continuation.Tokens;
            if (continuation.Draw(sampler, logits))
            {
                text?.End();
            }

            var settled = text?.TakeSettled() ?? "";
            yield return continuation.Tokens > before
                ? new PromptPiece(continuation.Last, settled, draws.LastLogProbability, continuation.End)
                : new PromptPiece(null, settled, null, continuation.End);
            if (continuation.End is not null)
            {
                yield break;
            }
        }
    }

    private Tokens.CheckpointTokenizer Tokenizer => checkpoint.Tokenizer ?? throw new InvalidInputException(checkpoint.WhyNoTokenizer);

    private float[] Forward(KeyValueCache cache, SequenceStep step)
    {
        using var logits = new LogitReader(Model.Config.Vocabulary);
        logits.Read(Model.Forward(cache, step));
        return logits.Row(0).ToArray();
    }

    private void Require(IReadOnlyList<int> ids)
    {
        var faults = new FaultCollector(most: 20);
        if (ids.Count == 0)
        {
            faults.Add(new Fault("prompt", null, null, "has no tokens: there is nothing to continue"));
        }

        if (ids.Count >= Model.Config.Context)
        {
            faults.Add(new Fault("prompt", null, null, $"has {ids.Count} tokens, and the model's context holds {Model.Config.Context}, one of which is for the answer"));
        }

        foreach (var id in ids.Where(id => id < 0 || id >= Model.Config.Vocabulary).Distinct())
        {
            faults.Add(new Fault("prompt", null, null, $"the id {id} is not in the vocabulary, which ends at {Model.Config.Vocabulary - 1}"));
        }

        faults.ThrowIfAny();
    }
}
