using CodeBench.Core.Faults;

namespace CodeBench.Generation.Weights;

/// <summary>An output matrix that is stored beside the embedding that it is tied to.</summary>
internal static class TiedCopy
{
    /// <summary>The output matrix.</summary>
    public const string Name = "lm_head.weight";

    private const string Original = "model.embed_tokens.weight";
    private const int PieceLength = 1 << 20;

    /// <summary>What is wrong where it is no copy: it was trained apart, and would be left out without a word.</summary>
    /// <param name="homes">The file of each tensor.</param>
    public static Fault? FaultOf(IReadOnlyDictionary<string, SafetensorsFile> homes) =>
        homes.TryGetValue(Name, out var copy) && homes.TryGetValue(Original, out var original) && !AreSame(copy, original)
            ? new Fault(copy.Path, null, Name, $"is not {Original}, to which the configuration ties it: set tie_word_embeddings to false.")
            : null;

    private static bool AreSame(SafetensorsFile copy, SafetensorsFile original)
    {
        var (left, right) = (copy.Entries[Name], original.Entries[Original]);
        if (left.TypeName != right.TypeName || !left.Sizes.SequenceEqual(right.Sizes) || left.End - left.Start != right.End - right.Start)
        {
            return false;
        }

        var (pieces, others) = (new byte[PieceLength], new byte[PieceLength]);
        var length = left.End - left.Start;
        for (var done = 0L; done < length; done += PieceLength)
        {
            var count = (int)Math.Min(PieceLength, length - done);
            var piece = pieces.AsSpan(0, count);
            var other = others.AsSpan(0, count);
            copy.Copy(left.Start + done, piece);
            original.Copy(right.Start + done, other);
            if (!piece.SequenceEqual(other))
            {
                return false;
            }
        }

        return true;
    }
}
