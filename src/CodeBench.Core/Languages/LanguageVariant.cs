namespace CodeBench.Core.Languages;

/// <summary>Another way to run the same files in the same image, which a suite may ask for by name.</summary>
/// <param name="Name">Its name in language.yaml.</param>
/// <param name="Steps">The steps that take the place of the language's own.</param>
public sealed record LanguageVariant(string Name, IReadOnlyList<Step> Steps);
