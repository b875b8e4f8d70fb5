using System.Runtime.CompilerServices;

namespace CodeBench.Core.Contamination;

/// <summary>Looks for problems in documents, one after the other, of which it holds eight tokens at a time. For one thread.</summary>
public sealed class CorpusScanner
{
    private readonly GramIndex _index;
    private readonly CorpusFindings _findings;
    private readonly GramRoller<Probe> _roller;
    // Prompts of which the document has all grams so far, up to the last one.
    private readonly List<(int Example, int Next, long Start)> _open = [];
    private string _file = "";
    private int _order;
    private long? _line;

    /// <summary>A scanner.</summary>
    /// <param name="index">What is looked for.</param>
    /// <param name="findings">Takes what is found.</param>
    public CorpusScanner(GramIndex index, CorpusFindings findings)
    {
        (_index, _findings) = (index, findings);
        _roller = new GramRoller<Probe>(new Probe(this, index));
    }

    /// <summary>Begins a document.</summary>
    /// <param name="file">The file that has it.</param>
    /// <param name="order">The file's place in the corpus.</param>
    /// <param name="line">The document's line; null where it is all of the file.</param>
    public void Begin(string file, int order, long? line) => (_file, _order, _line) = (file, order, line);

    /// <summary>The next piece of the document, UTF-8.</summary>
    public void Feed(ReadOnlySpan<byte> piece) => _roller.Feed(piece);

    /// <summary>Ends the document: no gram reaches beyond.</summary>
    public void End()
    {
        // A line break ends the last token.
        _roller.Feed("\n"u8);
        _findings.AddDocument(_roller.Tokens);
        _roller.End();
        _open.Clear();
    }

    private void Look(ulong gram, long start)
    {
        var number = _index.Find(gram);
        if (number < 0)
        {
            _open.Clear();
            return;
        }

        _findings.Add(number);
        var kept = 0;
        for (var i = 0; i < _open.Count; i++)
        {
            var (example, next, first) = _open[i];
            if (_index.Examples[example].Grams[next] == number && !Ends(example, next, first))
            {
                _open[kept++] = (example, next + 1, first);
            }
        }

        _open.RemoveRange(kept, _open.Count - kept);
        foreach (var example in _index.PromptsThatBeginWith(number))
        {
            if (!Ends(example, 0, start))
            {
                _open.Add((example, 1, start));
            }
        }
    }

    private bool Ends(int example, int at, long start)
    {
        if (at < _index.Examples[example].PromptGrams - 1)
        {
            return false;
        }

        _findings.Add(example, _order, new PromptPlace(_file, _line, start));
        return true;
    }

    private readonly struct Probe(CorpusScanner scanner, GramIndex index) : IGramSink
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Take(ulong gram, long start)
        {
            if (index.MayHave(gram))
            {
                scanner.Look(gram, start);
            }
            else if (scanner._open.Count > 0)
            {
                scanner._open.Clear();
            }
        }
    }
}
