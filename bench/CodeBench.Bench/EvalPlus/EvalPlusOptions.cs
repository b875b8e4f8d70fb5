namespace CodeBench.Bench.EvalPlus;

/// <summary>What `evalplus` is asked to measure.</summary>
/// <param name="Suite">The suite, whose tests are inputs.</param>
/// <param name="Workers">How many programs run at once.</param>
/// <param name="Rounds">How often everything is measured, in turn.</param>
internal sealed record EvalPlusOptions(string Suite, int Workers, int Rounds);
