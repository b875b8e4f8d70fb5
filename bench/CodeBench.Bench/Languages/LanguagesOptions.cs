namespace CodeBench.Bench.Languages;

/// <summary>What `languages` is asked to measure.</summary>
/// <param name="Languages">Which languages, by id; all that have a plain command where there are none.</param>
/// <param name="Seconds">How long the plain commands run in each round, roughly.</param>
/// <param name="Workers">Programs that run at once.</param>
/// <param name="Rounds">How often everything is measured, in turn.</param>
internal sealed record LanguagesOptions(IReadOnlyList<string> Languages, int Seconds, int Workers, int Rounds);
