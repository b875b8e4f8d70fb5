namespace CodeBench.Generation.Model.Panels;

/// <summary>
/// Multiplies a panel of a bfloat16 matrix with rows of float32. A panel is <see cref="Outputs"/> outputs: of each input one after the other so many words, word i of which has the number of
/// output i in its lower half and that of output i + 16 in its upper, so that one shift and one mask make float32 of both.
/// </summary>
/// <remarks>
/// Each sum is one chain of fused multiplications and additions over the inputs in their order, whatever the number of rows, the threads and the processor: a row's result depends on nothing else.
/// </remarks>
internal sealed unsafe class PanelKernel
{
    /// <summary>Outputs of a panel.</summary>
    public const int Outputs = 32;

    /// <summary>Words that hold a panel's numbers of one input.</summary>
    public const int Words = Outputs / 2;

    /// <summary>Rows that are multiplied at once where there are few.</summary>
    public const int Few = 4;

    private PanelKernel(int most, delegate*<uint*, float*, int, long, float*, void> multiply)
    {
        Most = most;
        Multiply = multiply;
    }

    /// <summary>For processors with vectors of 512 bits.</summary>
    public static PanelKernel Wide { get; } = new(WideKernel.Most, &WideKernel.Multiply);

    /// <summary>For processors with vectors of 256 bits.</summary>
    public static PanelKernel Narrow { get; } = new(NarrowKernel.Most, &NarrowKernel.Multiply);

    /// <summary>The most rows that are multiplied at once: as many as the processor has registers for.</summary>
    public int Most { get; }

    /// <summary>
    /// Multiplies: of a panel, of each input the numbers of all rows, how many rows (1, <see cref="Few"/> or <see cref="Most"/>) and how many inputs it makes rows × <see cref="Outputs"/> sums.
    /// </summary>
    public delegate*<uint*, float*, int, long, float*, void> Multiply { get; }

    /// <summary>How many rows are best multiplied at once; some may be there to fill up.</summary>
    /// <param name="rows">How many there are, 1 or more.</param>
    public int RowsAtOnce(long rows) => rows > Math.Max(Few, Most - Few) ? Most : rows > 1 ? Few : 1;
}
