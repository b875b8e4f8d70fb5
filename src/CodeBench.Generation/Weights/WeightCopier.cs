using CodeBench.Generation.Model;
using CodeBench.Generation.Model.Panels;
using TorchSharp;
using static TorchSharp.torch;

namespace CodeBench.Generation.Weights;

/// <summary>
/// Copies tensors from files to where they are computed with, and converts them on the way. Only a small piece of a file is mapped at a time, so
/// that memory never holds much more than the weights.
/// </summary>
internal static class WeightCopier
{
    private const int PieceLength = 1 << 20;
    private const int MostThreads = 4;

    /// <summary>Fills all weights.</summary>
    /// <param name="weights">Weights with room.</param>
    /// <param name="homes">The file of each of their tensors, whose sizes and types were checked.</param>
    /// <param name="layout">How matrices are laid out, each at once: it must not stay in memory twice.</param>
    public static void Fill(WeightList weights, IReadOnlyDictionary<string, SafetensorsFile> homes, MatrixLayout layout)
    {
        // Most of the time goes into first touches of fresh memory, which the kernel has to clear: that is worth more threads, but each holds a piece.
        var few = new ParallelOptions { MaxDegreeOfParallelism = Math.Min(Environment.ProcessorCount, MostThreads) };
        Parallel.ForEach(weights.All, few, weight =>
        {
            var start = 0L;
            foreach (var part in weight.Parts)
            {
                Copy(homes[part.Name], part, weight.Value, start);
                start += part.Count;
            }

            weight.Pack(layout, Processor.Here);
        });
    }

    private static void Copy(SafetensorsFile file, WeightPart part, Tensor whole, long start)
    {
        using var scope = NewDisposeScope();
        var entry = file.Entries[part.Name];
        var type = entry.Type!.Value;
        var target = whole.view(-1).narrow(0, start, part.Count);
        var size = type.ElementSize();
        var most = PieceLength / size;
        using var staging = type == whole.dtype && whole.device.type == TorchSharp.DeviceType.CPU
            ? null
            : empty([Math.Min(most, part.Count)], type);
        for (long done = 0; done < part.Count; done += most)
        {
            var count = (int)Math.Min(most, part.Count - done);
            var from = entry.Start + (done * size);
            using var piece = target.narrow(0, done, count);
            if (staging is null)
            {
                file.Copy(from, piece.bytes);
            }
            else
            {
                using var stored = staging.narrow(0, 0, count);
                file.Copy(from, stored.bytes);
                piece.copy_(stored);
            }
        }
    }
}
