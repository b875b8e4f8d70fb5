namespace CodeBench.Training.Learning;

/// <summary>Draws texts: each prompt as often as any other, and its continuations by their shares.</summary>
public sealed class TrainingSet
{
    private readonly TrainingText[][] _prompts;
    private readonly Random _random;
    private readonly Queue<TrainingText[]> _round = new();

    /// <summary>A set that draws in an order which depends on <paramref name="random"/> alone.</summary>
    /// <param name="prompts">For each prompt its texts, at least one, with shares that sum up to 1.</param>
    /// <param name="random">Seeded by the caller.</param>
    public TrainingSet(IEnumerable<IEnumerable<TrainingText>> prompts, Random random)
    {
        _prompts = [.. prompts.Select(texts => texts.ToArray())];
        _random = random;
    }

    /// <summary>The length of the longest text, in tokens.</summary>
    public int LongestText => _prompts.Max(texts => texts.Max(text => text.Ids.Count));

    /// <summary>Draws texts. All prompts have their turn before one comes again.</summary>
    public IReadOnlyList<TrainingText> Draw(int count)
    {
        var drawn = new List<TrainingText>(count);
        while (drawn.Count < count)
        {
            if (_round.Count == 0)
            {
                var shuffled = _prompts.ToArray();
                _random.Shuffle(shuffled);
                Array.ForEach(shuffled, _round.Enqueue);
            }

            drawn.Add(Pick(_round.Dequeue()));
        }

        return drawn;
    }

    private TrainingText Pick(TrainingText[] texts)
    {
        var rest = _random.NextDouble();
        foreach (var text in texts)
        {
            rest -= text.Share;
            if (rest < 0)
            {
                return text;
            }
        }

        return texts[^1];
    }
}
