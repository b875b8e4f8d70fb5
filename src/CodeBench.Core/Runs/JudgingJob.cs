using CodeBench.Core.Executions;
using CodeBench.Core.Programs;

namespace CodeBench.Core.Runs;

/// <summary>A program on its way through the pipeline.</summary>
/// <param name="number">Its place in the stream, from 0.</param>
/// <param name="item">What the caller knows it by.</param>
/// <param name="draft">The program.</param>
/// <param name="key">What its outcome is kept under.</param>
internal sealed class JudgingJob<T>(int number, T item, ProgramDraft draft, ProgramKey key)
{
    public int Number => number;

    public T Item => item;

    public ProgramDraft Draft => draft;

    public ProgramKey Key => key;

    /// <summary>Whether another program ran at some time while it did.</summary>
    public bool HadCompany { get; set; }

    /// <summary>Its run.</summary>
    public Task<Outcome>? End { get; set; }
}
