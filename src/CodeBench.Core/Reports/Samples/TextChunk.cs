namespace CodeBench.Core.Reports.Samples;

/// <summary>Texts that follow each other, packed.</summary>
/// <param name="First">The first one's number, counted from 0.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Packed">A packed JSON array of them.</param>
internal sealed record TextChunk(int First, int Count, string Packed);
