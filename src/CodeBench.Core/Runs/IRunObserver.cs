using CodeBench.Core.Completions;

namespace CodeBench.Core.Runs;

/// <summary>Someone who watches a run: a terminal, a log, a test. Nothing that a run does depends on it.</summary>
public interface IRunObserver
{
    /// <summary>A stage begins.</summary>
    /// <param name="stage">What it does, as a verb: "executing".</param>
    /// <param name="unit">What it counts, in the plural: "programs".</param>
    /// <param name="done">How many are there already, from an earlier start of the same run.</param>
    /// <param name="total">How many there will be.</param>
    /// <param name="meter">Tells how fast tokens come; null where the stage makes none.</param>
    IStageProgress Begin(string stage, string unit, int done, int total, DecodingMeter? meter = null);

    /// <summary>Something worth a line of its own.</summary>
    void Tell(string message);
}
