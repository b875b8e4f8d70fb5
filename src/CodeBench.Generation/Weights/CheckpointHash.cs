using System.Security.Cryptography;

namespace CodeBench.Generation.Weights;

/// <summary>What tells one checkpoint from another.</summary>
public static class CheckpointHash
{
    private const int PieceLength = 1 << 20;

    /// <summary>SHA-256 over the SHA-256 of each file, in lower-case hexadecimal digits.</summary>
    /// <param name="files">The files, in an order that is always the same.</param>
    /// <param name="cancellationToken">Stops within a file.</param>
    public static string Of(IEnumerable<string> files, CancellationToken cancellationToken)
    {
        using var all = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var one = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var piece = new byte[PieceLength];
        foreach (var path in files)
        {
            using var file = File.OpenHandle(path, options: FileOptions.SequentialScan);
            long at = 0;
            for (int count; (count = RandomAccess.Read(file, piece, at)) > 0; at += count)
            {
                cancellationToken.ThrowIfCancellationRequested();
                one.AppendData(piece, 0, count);
            }

            all.AppendData(one.GetHashAndReset());
        }

        return Convert.ToHexStringLower(all.GetHashAndReset());
    }
}
