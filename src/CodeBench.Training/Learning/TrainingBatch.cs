using TorchSharp;
using static TorchSharp.torch;

namespace CodeBench.Training.Learning;

/// <summary>Texts side by side, padded on the right to the longest of them.</summary>
/// <param name="Inputs">Ids [texts, tokens].</param>
/// <param name="Targets">The id that follows each of them [texts, tokens], or <see cref="Ignored"/> in prompts and padding.</param>
public sealed record TrainingBatch(Tensor Inputs, Tensor Targets)
{
    /// <summary>The target of a place that is not learned.</summary>
    public const long Ignored = -100;

    /// <summary>Lays texts out. The tensors belong to the caller's dispose scope.</summary>
    public static TrainingBatch Of(IReadOnlyList<TrainingText> texts)
    {
        var width = texts.Max(text => text.Ids.Count) - 1;
        var inputs = new long[texts.Count, width];
        var targets = new long[texts.Count, width];
        for (var row = 0; row < texts.Count; row++)
        {
            var (ids, promptLength, _) = texts[row];
            for (var i = 0; i < width; i++)
            {
                inputs[row, i] = i < ids.Count ? ids[i] : 0;
                targets[row, i] = i + 1 < ids.Count && i + 1 >= promptLength ? ids[i + 1] : Ignored;
            }
        }

        return new TrainingBatch(torch.tensor(inputs), torch.tensor(targets));
    }
}
