using System.Text.RegularExpressions;

namespace CodeBench.Core.Languages;

/// <summary>How a language's failing step tells why it failed. The first rule that matches decides.</summary>
/// <param name="Verdict">What a match means.</param>
/// <param name="Step">The kind of step it speaks of; null for any.</param>
/// <param name="Stdout">Must be found in standard output, where given.</param>
/// <param name="Stderr">Must be found in standard error, where given.</param>
/// <param name="ExitCode">Must be the exit code, where given.</param>
public sealed record FailureRule(Verdict Verdict, StepKind? Step, Regex? Stdout, Regex? Stderr, int? ExitCode);
