using CodeBench.Core.Reports.Samples;

namespace CodeBench.Core.Reports.Page;

/// <summary>A run's texts, as templates ask for them.</summary>
/// <param name="Completions">The completions.</param>
/// <param name="Codes">The codes of answers.</param>
/// <param name="Outputs">The outputs.</param>
internal sealed record RunTexts(ChunkLines Completions, ChunkLines Codes, ChunkLines Outputs)
{
    /// <summary>A run's.</summary>
    public static RunTexts Of(RunSamples run) =>
        new(new ChunkLines(TextChunks.Of(run.Completions)), new ChunkLines(TextChunks.Of(run.Codes)), new ChunkLines(TextChunks.Of(run.Outputs)));
}
