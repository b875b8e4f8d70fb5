using CodeBench.Core.Executions;

namespace CodeBench.Core.Runs;

/// <summary>Outcomes that wait to be yielded: in the order of the programs, or as they came.</summary>
internal sealed class JudgingResults<T>(bool inOrder)
{
    private readonly PriorityQueue<Judged<T>, int> _results = new();
    private int _read;
    private int _yielded;

    /// <summary>How many programs were read that have not been yielded.</summary>
    public int Ahead => _read - _yielded;

    /// <summary>The number of the program that is read now.</summary>
    public int Next() => _read++;

    /// <summary>Adds an outcome.</summary>
    public void Add(JudgingJob<T> job, Outcome outcome) => _results.Enqueue(new Judged<T>(job.Item, outcome), job.Number);

    /// <summary>Takes the outcome that is due, where it is there.</summary>
    public bool TryTake(out Judged<T> result)
    {
        if (_results.TryPeek(out result, out var number) && (!inOrder || number == _yielded))
        {
            _results.Dequeue();
            _yielded++;
            return true;
        }

        return false;
    }
}
