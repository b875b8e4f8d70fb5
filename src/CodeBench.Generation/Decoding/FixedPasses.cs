using CodeBench.Generation.Model;
using CodeBench.Generation.Model.Steps;

namespace CodeBench.Generation.Decoding;

/// <summary>How large passes are where completions must not depend on what else is decoded.</summary>
internal static class FixedPasses
{
    private const int Rows = 16;

    /// <summary>
    /// The tokens of a pass: 16, where this machine's matrix products give a row the same numbers wherever it lies among the others, which is tried
    /// with the model's own matrices; else 1, which is right anywhere and several times slower.
    /// </summary>
    public static int RowsFor(Decoder model)
    {
        using var cache = model.NewCache(Rows, room: 1);
        using var logits = new LogitReader(model.Config.Vocabulary);
        logits.Read(model.Forward(cache, [.. Enumerable.Range(0, Rows).Select(slot => new SequenceStep(slot, 0, [0]))]));
        return Enumerable.Range(1, Rows - 1).All(row => logits.Row(row).SequenceEqual(logits.Row(0))) ? Rows : 1;
    }
}
