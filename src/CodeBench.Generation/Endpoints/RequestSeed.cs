using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CodeBench.Generation.Endpoints;

/// <summary>The seed that a server is sent with a sample: it depends on (seed, prompt, sample number) alone, so that order, shards and resuming do not change it.</summary>
internal static class RequestSeed
{
    // Some servers hold seeds as 32 bits, some of these take one as a sign.
    private const int Mask = int.MaxValue;

    /// <summary>From 0 to 2^31 - 1; those of a prompt's samples all differ.</summary>
    /// <param name="seed">The run's seed.</param>
    /// <param name="key">What names the prompt.</param>
    /// <param name="sample">The sample's number.</param>
    public static int Of(long seed, string key, int sample)
    {
        var text = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{seed}\n{key}"));
        return (int)((BinaryPrimitives.ReadUInt32LittleEndian(SHA256.HashData(text)) + (uint)sample) & Mask);
    }
}
