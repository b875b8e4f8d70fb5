namespace CodeBench.Core.Runs;

/// <summary>A file of samples that came from elsewhere.</summary>
/// <param name="Name">Its name, without folders.</param>
/// <param name="Sha256">SHA-256 of the file, lower-case hexadecimal.</param>
public sealed record SampleFile(string Name, string Sha256);
