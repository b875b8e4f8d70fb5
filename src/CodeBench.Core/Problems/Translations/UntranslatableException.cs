namespace CodeBench.Core.Problems.Translations;

/// <summary>A problem cannot be said in a language: it ends the translation of that problem, and is told as its reason.</summary>
/// <param name="message">Why not.</param>
internal sealed class UntranslatableException(string message) : Exception(message);
