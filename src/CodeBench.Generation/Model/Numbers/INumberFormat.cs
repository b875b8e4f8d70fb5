using System.Runtime.Intrinsics;

namespace CodeBench.Generation.Model.Numbers;

/// <summary>How the numbers of a tensor lie in memory. All computing is in float32, so that what differs is reading, rounding and writing.</summary>
internal unsafe interface INumberFormat
{
    /// <summary>Bytes of a number.</summary>
    static abstract int Size { get; }

    /// <summary>Reads a number.</summary>
    static abstract float Read(byte* place);

    /// <summary>Reads 8 numbers.</summary>
    static abstract Vector256<float> Load(byte* place);

    /// <summary>Reads 16 numbers.</summary>
    static abstract Vector512<float> LoadWide(byte* place);

    /// <summary>To the nearest numbers of the format.</summary>
    static abstract Vector256<float> Round(Vector256<float> numbers);

    /// <summary>Writes 8 numbers, rounded.</summary>
    static abstract void Store(Vector256<float> numbers, byte* place);
}
