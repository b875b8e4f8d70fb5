using Blake3;

namespace CodeBench.Generation.Weights;

/// <summary>
/// What tells one checkpoint from another: BLAKE3 (O'Connor, Aumasson, Neves and Wilcox-O'Hearn 2020), which is as fast as files are read on
/// processors without instructions for SHA-256, too.
/// </summary>
public static class CheckpointHash
{
    private const int PieceLength = 1 << 20;

    /// <summary>The hash over the hashes of all files, in lower-case hexadecimal digits.</summary>
    /// <param name="files">The files, in an order that is always the same.</param>
    /// <param name="cancellationToken">Stops within a file.</param>
    public static string Of(IEnumerable<string> files, CancellationToken cancellationToken)
    {
        using var all = Hasher.New();
        using var one = Hasher.New();
        var piece = new byte[PieceLength];
        foreach (var path in files)
        {
            using var file = File.OpenHandle(path, options: FileOptions.SequentialScan);
            one.Reset();
            long at = 0;
            for (int count; (count = RandomAccess.Read(file, piece, at)) > 0; at += count)
            {
                cancellationToken.ThrowIfCancellationRequested();
                one.Update(piece.AsSpan(0, count));
            }

            all.Update(one.Finalize().AsSpan());
        }

        return all.Finalize().ToString();
    }
}
