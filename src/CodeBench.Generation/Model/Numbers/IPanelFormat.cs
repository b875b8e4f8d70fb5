using System.Runtime.Intrinsics;

namespace CodeBench.Generation.Model.Numbers;

/// <summary>
/// How numbers lie in a matrix's panels (<see cref="Panels.PanelMatrix"/>), too: of each input one after the other those of <see cref="Outputs"/> outputs, in an order that lets whole vectors of float32
/// be made of them at once.
/// </summary>
internal unsafe interface IPanelFormat : INumberFormat
{
    /// <summary>Outputs of a panel.</summary>
    const int Outputs = 32;

    /// <summary>Outputs of the first half.</summary>
    const int Half = Outputs / 2;

    /// <summary>Which place among the numbers of an input an output has.</summary>
    static abstract int PlaceOf(int output);

    /// <summary>Reads 16 numbers of an input, the outputs of the first half.</summary>
    static abstract Vector512<float> LoadFirst(byte* input);

    /// <summary>Reads 16 numbers of an input, the outputs of the second half.</summary>
    static abstract Vector512<float> LoadSecond(byte* input);

    /// <summary>Reads 8 numbers of an input, the first outputs of the first half; those after them from 32 bytes further on.</summary>
    static abstract Vector256<float> LoadFirstNarrow(byte* input);

    /// <summary>Reads 8 numbers of an input, the first outputs of the second half; those after them from 32 bytes further on.</summary>
    static abstract Vector256<float> LoadSecondNarrow(byte* input);
}
