using System.Security.Cryptography;

namespace CodeBench.Core.Programs;

/// <summary>An unguessable word, fresh for each program: printed behind the last test, it proves that the tests reached their end.</summary>
/// <param name="Text">Lower-case letters and digits only, 128 bits of randomness.</param>
public sealed record ProofWord(string Text)
{
    private const int RandomBytes = 16;

    /// <summary>A fresh word.</summary>
    /// <param name="source">Must be of the quality of a cryptographic generator: programs must not guess it.</param>
    public static ProofWord Fresh(RandomNumberGenerator source)
    {
        Span<byte> bytes = stackalloc byte[RandomBytes];
        source.GetBytes(bytes);
        return new ProofWord($"proof{Convert.ToHexStringLower(bytes)}");
    }
}
