namespace CodeBench.Execution.Containers;

/// <summary>A language's image, ready to run programs.</summary>
/// <param name="Reference">Its name in the engine: codebench/&lt;id&gt;:&lt;hash of all that went in&gt;.</param>
/// <param name="Digest">Its content address, "sha256:…".</param>
public sealed record LanguageImage(string Reference, string Digest);
