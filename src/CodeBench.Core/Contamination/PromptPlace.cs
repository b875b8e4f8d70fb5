namespace CodeBench.Core.Contamination;

/// <summary>Where a corpus has a prompt word for word.</summary>
/// <param name="File">The file.</param>
/// <param name="Line">The line of the document, counted from 1; null in a file that is one document.</param>
/// <param name="Offset">Where the prompt begins: bytes from the beginning of the document's text.</param>
public sealed record PromptPlace(string File, long? Line, long Offset);
