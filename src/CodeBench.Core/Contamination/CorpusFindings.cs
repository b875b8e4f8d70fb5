namespace CodeBench.Core.Contamination;

/// <summary>What was found of some problems in a corpus. Safe to use from several threads; what it says in the end does not depend on them.</summary>
/// <param name="index">The problems' grams.</param>
public sealed class CorpusFindings(GramIndex index)
{
    /// <summary>So many places of each prompt are kept, so that memory does not grow with the corpus.</summary>
    public const int MostPlaces = 5;

    private readonly bool[] _found = new bool[index.Count];
    private readonly Dictionary<int, (long Count, List<(int Order, PromptPlace Place)> First)> _matches = [];
    private readonly Lock _lock = new();
    private long _documents;
    private long _tokens;

    /// <summary>How many documents there were.</summary>
    public long Documents => Volatile.Read(ref _documents);

    /// <summary>How many tokens they had together.</summary>
    public long Tokens => Volatile.Read(ref _tokens);

    /// <summary>Each problem's overlap, in the order of the index.</summary>
    public IReadOnlyList<ProblemOverlap> Overlaps() => [.. index.Examples.Select(OverlapOf)];

    /// <summary>A gram was found.</summary>
    internal void Add(int gram) => Volatile.Write(ref _found[gram], true);

    /// <summary>A document was read.</summary>
    internal void AddDocument(long tokens)
    {
        Interlocked.Increment(ref _documents);
        Interlocked.Add(ref _tokens, tokens);
    }

    /// <summary>A prompt was found.</summary>
    /// <param name="example">The problem's place in the index.</param>
    /// <param name="order">The file's place in the corpus.</param>
    /// <param name="place">Where.</param>
    internal void Add(int example, int order, PromptPlace place)
    {
        lock (_lock)
        {
            var (count, first) = Of(example);
            List<(int Order, PromptPlace Place)> all = [.. first, (order, place)];
            _matches[example] = (count + 1, [.. all.OrderBy(item => (item.Order, item.Place.Line ?? 0, item.Place.Offset)).Take(MostPlaces)]);
        }
    }

    private ProblemOverlap OverlapOf(ExampleGrams example, int number)
    {
        var (count, first) = Of(number);
        return new ProblemOverlap(example.TaskId, example.Tokens, example.Covered(_found), count, [.. first.Select(item => item.Place)]);
    }

    private (long Count, List<(int Order, PromptPlace Place)> First) Of(int example) => _matches.TryGetValue(example, out var matches) ? matches : (0, []);
}
