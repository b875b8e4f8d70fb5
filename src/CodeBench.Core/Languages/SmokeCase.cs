namespace CodeBench.Core.Languages;

/// <summary>A small program of languages/&lt;id&gt;/smoke with the verdict that it must get.</summary>
/// <param name="Name">The folder's name: loops-for-ever.</param>
/// <param name="Program">The program's text, without the proof of a pass.</param>
/// <param name="Verdict">What it must get.</param>
public sealed record SmokeCase(string Name, string Program, Verdict Verdict);
