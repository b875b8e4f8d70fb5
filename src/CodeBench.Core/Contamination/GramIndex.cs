using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;

namespace CodeBench.Core.Contamination;

/// <summary>All grams of some problems. Safe to use from several threads.</summary>
public sealed class GramIndex
{
    // Of so many bits one is set, so most grams of a corpus are not looked for any further.
    private const int BitsPerGram = 16;
    private const int FewestBits = 1 << 12;

    private readonly Dictionary<ulong, int> _numbers = [];
    private readonly Dictionary<int, List<int>> _prompts = [];
    private readonly ulong[] _filter;
    private readonly int _shift;

    /// <summary>Cuts texts into grams.</summary>
    public GramIndex(IEnumerable<ExampleText> examples)
    {
        Examples = [.. examples.Select(Cut)];
        for (var i = 0; i < Examples.Count; i++)
        {
            if (Examples[i].PromptGrams > 0)
            {
                AddPrompt(Examples[i].Grams[0], i);
            }
        }

        var bits = BitOperations.RoundUpToPowerOf2((ulong)Math.Max(FewestBits, (long)_numbers.Count * BitsPerGram));
        _filter = new ulong[bits / 64];
        _shift = 64 - BitOperations.Log2(bits);
        foreach (var gram in _numbers.Keys)
        {
            _filter[gram >> _shift >> 6] |= 1UL << (int)(gram >> _shift);
        }
    }

    /// <summary>How many grams there are, each counted once.</summary>
    public int Count => _numbers.Count;

    /// <summary>The problems, in their order.</summary>
    internal IReadOnlyList<ExampleGrams> Examples { get; }

    /// <summary>Whether a gram may be one of these: never wrongly no.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool MayHave(ulong gram)
    {
        var bit = gram >> _shift;
        return ((_filter[bit >> 6] >> (int)bit) & 1) != 0;
    }

    /// <summary>A gram's number, from 0; -1 where it is none of these.</summary>
    internal int Find(ulong gram) => _numbers.TryGetValue(gram, out var number) ? number : -1;

    /// <summary>The problems, by place, whose prompts begin with a gram.</summary>
    internal IReadOnlyList<int> PromptsThatBeginWith(int number) => _prompts.TryGetValue(number, out var prompts) ? prompts : [];

    private ExampleGrams Cut(ExampleText example)
    {
        var (prompt, promptGrams) = Cut(example.Prompt);
        var (tokens, grams) = example.Solution is { } solution ? Cut($"{example.Prompt}\n{solution}") : (prompt, promptGrams);
        return new ExampleGrams(example.TaskId, tokens, prompt, [.. grams.Select(NumberOf)]);
    }

    private static (int Tokens, List<ulong> Grams) Cut(string text)
    {
        var grams = new List<ulong>();
        var roller = new GramRoller<ListSink>(new ListSink(grams));
        // The line break parts the last token from what comes behind it.
        roller.Feed(Encoding.UTF8.GetBytes(text + "\n"));
        return ((int)roller.Tokens, grams);
    }

    private int NumberOf(ulong gram)
    {
        if (!_numbers.TryGetValue(gram, out var number))
        {
            _numbers.Add(gram, number = _numbers.Count);
        }

        return number;
    }

    private void AddPrompt(int number, int example)
    {
        if (!_prompts.TryGetValue(number, out var prompts))
        {
            _prompts.Add(number, prompts = []);
        }

        prompts.Add(example);
    }

    private readonly struct ListSink(List<ulong> grams) : IGramSink
    {
        public void Take(ulong gram, long start) => grams.Add(gram);
    }
}
