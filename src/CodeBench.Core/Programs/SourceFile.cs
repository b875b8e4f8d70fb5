namespace CodeBench.Core.Programs;

/// <summary>A file that is put into a program's working folder before its first step.</summary>
/// <param name="Name">A plain file name, without folders.</param>
/// <param name="Content">Its text; written as UTF-8, byte for byte, without a byte order mark.</param>
public sealed record SourceFile(string Name, string Content);
