namespace CodeBench.Core.Languages;

/// <summary>
/// How a language runs tests that are inputs: three commands of its image. docs/add-a-suite.md says which files each reads and
/// writes.
/// </summary>
/// <param name="Expect">Calls a reference solution with each input, and writes what it returns.</param>
/// <param name="Run">Calls a solution with each input, and writes what it returns. It knows nothing of what is expected.</param>
/// <param name="Check">Compares the two. It runs nothing of the solution.</param>
/// <param name="Warm">Whether the language's warm helper starts them. Default: fresh processes.</param>
public sealed record TestDriver(IReadOnlyList<string> Expect, IReadOnlyList<string> Run, IReadOnlyList<string> Check, bool Warm);
