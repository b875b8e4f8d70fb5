namespace CodeBench.Generation.Decoding;

/// <summary>
/// Decides what goes through the model next. A sequence that is finished makes room at once (continuous batching, Yu et al. 2022), and prompts
/// are read in pieces beside the sequences that are decoded (Agrawal et al. 2023), as many prompts in a pass as fit.
/// </summary>
internal sealed class Scheduler
{
    private readonly PassLimits _limits;
    private readonly PromptQueue _waiting;
    private readonly SortedSet<int> _free;
    private readonly List<CachedPrompt> _prompts = []; // in the order in which their samples begin
    private readonly List<Sequence> _running = []; // whoever has waited longest comes first

    /// <summary>Before the first pass.</summary>
    /// <param name="prompts">The prompts, of which others may take too.</param>
    /// <param name="slots">The slots of the cache that may be used: one more than sequences at least, for a prompt whose samples have not all begun.</param>
    /// <param name="limits">How much goes through together.</param>
    public Scheduler(PromptQueue prompts, int slots, PassLimits limits)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(slots, limits.Sequences);
        (_limits, _waiting, _free) = (limits, prompts, [.. Enumerable.Range(0, slots)]);
    }

    /// <summary>Sequences that are being decoded.</summary>
    public int Running => _running.Count;

    /// <summary>Whether everything is done.</summary>
    public bool IsDone => _running.Count == 0 && _prompts.Count == 0 && _waiting.IsEmpty;

    /// <summary>What goes through the model next, which is nothing where others took the last prompts; <paramref name="admit"/> is told of slots that are taken for a prompt.</summary>
    public Pass Next(Action<int> admit)
    {
        // Prompts are read for sequences that there is room for, and not earlier: their slots are of use to others until then. So at most the
        // last of them has samples that must wait, and there is always a slot left for the next sample.
        while (_running.Count + _prompts.Sum(one => one.Pending) < _limits.Sequences && _waiting.TryTake(out var next))
        {
            _prompts.Add(new CachedPrompt(next.Request, next.Ids, TakeSlot()));
            admit(_prompts[^1].Slot);
        }

        var unread = _prompts.Where(one => one.Logits is null);
        if (_limits.Rows is not { } rows)
        {
            return new Pass([.. PiecesOf(unread)], [.. _running]);
        }

        if (unread.FirstOrDefault() is { } prompt)
        {
            return new Pass([(prompt, prompt.Piece(rows))], []);
        }

        var first = _running.Take(rows).ToList();
        _running.RemoveRange(0, first.Count);
        _running.AddRange(first);
        return new Pass([], first);
    }

    /// <summary>The prompt whose next sample there is room for; null where there is none. <see cref="Begin"/> must follow.</summary>
    public CachedPrompt? Ready() => _running.Count < _limits.Sequences
        ? _prompts.FirstOrDefault(prompt => prompt.Logits is not null && (prompt.Pending == 1 || _free.Count > 0))
        : null;

    /// <summary>The slot that the next sample of a prompt takes: the prompt's own, where it is the last one.</summary>
    public int SlotFor(CachedPrompt prompt) => prompt.Pending > 1 ? TakeSlot() : prompt.Slot;

    /// <summary>A sample of a prompt has begun.</summary>
    public void Begin(CachedPrompt prompt, Sequence sequence)
    {
        _running.Add(sequence);
        if (prompt.Pending == 0)
        {
            _prompts.Remove(prompt);
        }
    }

    /// <summary>A sequence has ended; its slot is free from now on.</summary>
    public void End(Sequence sequence)
    {
        _running.Remove(sequence);
        _free.Add(sequence.Slot);
    }

    private IEnumerable<(CachedPrompt, Model.Steps.SequenceStep)> PiecesOf(IEnumerable<CachedPrompt> unread)
    {
        var room = _limits.PromptTokens;
        foreach (var prompt in unread)
        {
            if (room == 0)
            {
                yield break;
            }

            var piece = prompt.Piece(room);
            room -= piece.Tokens.Count;
            yield return (prompt, piece);
        }
    }

    // The lowest, so that the slots in use are neighbours as often as can be.
    private int TakeSlot()
    {
        var slot = _free.Min;
        _free.Remove(slot);
        return slot;
    }
}
