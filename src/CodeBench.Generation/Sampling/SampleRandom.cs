using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace CodeBench.Generation.Sampling;

/// <summary>
/// The randomness of one sample: it depends on (seed, prompt, sample number) alone, so neither the batch nor its
/// neighbours change it. SplitMix64 (Steele, Lea and Flood, Fast splittable pseudorandom number generators, 2014), started
/// from a hash of the three.
/// </summary>
public sealed class SampleRandom
{
    private ulong _state;

    /// <summary>The randomness of a sample.</summary>
    /// <param name="seed">The run's seed.</param>
    /// <param name="key">What names the prompt.</param>
    /// <param name="sample">The sample's number.</param>
    public SampleRandom(long seed, string key, int sample)
    {
        var text = Encoding.UTF8.GetBytes(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{seed}\n{sample}\n{key}"));
        _state = BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(text));
    }

    /// <summary>The next number, from 0 up to but not 1.</summary>
    public double Next()
    {
        _state += 0x9e3779b97f4a7c15;
        var mixed = (_state ^ (_state >> 30)) * 0xbf58476d1ce4e5b9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
        mixed ^= mixed >> 31;
        return (mixed >> 11) * (1.0 / (1UL << 53));
    }
}
