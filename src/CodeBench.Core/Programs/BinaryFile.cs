namespace CodeBench.Core.Programs;

/// <summary>A file of bytes that is put into a program's working folder before the first step, and stays.</summary>
/// <param name="Name">A plain file name, without folders.</param>
/// <param name="Content">Its bytes.</param>
public sealed record BinaryFile(string Name, ReadOnlyMemory<byte> Content);
