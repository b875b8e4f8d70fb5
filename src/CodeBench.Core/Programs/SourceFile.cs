namespace CodeBench.Core.Programs;

/// <summary>A file that is put into a program's working folder.</summary>
/// <param name="Name">A plain file name, without folders.</param>
/// <param name="Content">Its text; written as UTF-8, byte for byte, without a byte order mark.</param>
/// <param name="Step">
/// Null: it is there before the first step, and stays. Else the index of the only step that it is there for, from 0: it is
/// written right before that, in place of whatever has its name by then, and no other step sees it.
/// </param>
public sealed record SourceFile(string Name, string Content, int? Step = null);
