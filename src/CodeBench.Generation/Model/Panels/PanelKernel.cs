using CodeBench.Generation.Model.Numbers;

namespace CodeBench.Generation.Model.Panels;

/// <summary>
/// Multiplies panels of a matrix with rows of float32. Few rows are multiplied with several panels at once, for a processor reads ahead along each by itself and one alone does not use half of what
/// memory gives it; many rows with one panel, for what has to be done to its numbers before they are multiplied is then done for as many rows as can be.
/// </summary>
/// <remarks>
/// Each sum is one chain of fused multiplications and additions over the inputs in their order, whatever the number of rows, the threads and the processor: a row's result depends on nothing else.
/// Few rows: a multiplication is given the first panel, the bytes from one to the next, how many there are (1 to the most), of each input the rows' numbers, how many inputs, and where to put the sums:
/// [panels, rows, outputs of a panel], of which those of panels that are not there mean nothing. Many rows: it is given the panel, of each input the rows' numbers, how many inputs, the sums it adds
/// to ([rows, outputs of a panel]), what memory is to bring into the caches meanwhile, for otherwise it rests while the processor computes, how many bytes of that for an input, and where to put the
/// panel's numbers as float32 ([inputs, outputs of a panel]; not where they are that already), so that they are made only once for all rows.
/// </remarks>
internal sealed unsafe class PanelKernel
{
    /// <summary>The most sums that a multiplication makes of an output's place: panels times rows.</summary>
    public const int Most = 12;

    private readonly int _few; // the most rows that are few

    private PanelKernel(int few, int many) => (_few, Many) = (few, many);

    /// <summary>For processors with vectors of 512 bits.</summary>
    public static PanelKernel Wide { get; } = new(few: 4, many: 8);

    /// <summary>For processors with vectors of 256 bits.</summary>
    public static PanelKernel Narrow { get; } = new(few: 1, many: 4);

    /// <summary>How many of many rows are multiplied at once; some may be there to fill up.</summary>
    public int Many { get; }

    /// <summary>How many rows are multiplied at once where there are no more than few; null for more.</summary>
    /// <param name="rows">Rows of x.</param>
    public int? Few(long rows) => rows == 1 ? 1 : rows <= _few ? _few : null;

    /// <summary>The most panels that few rows are multiplied with at once.</summary>
    /// <param name="rows">How many rows at once.</param>
    public int PanelsWith(int rows) => this == Narrow ? 2 : rows == 1 ? 4 : Most / rows;

    /// <summary>What multiplies few rows.</summary>
    /// <typeparam name="T">How the panels' numbers lie.</typeparam>
    /// <param name="rows">How many at once.</param>
    public delegate*<byte*, long, int, float*, long, float*, void> WithFew<T>(int rows)
        where T : struct, IPanelFormat =>
        this == Narrow ? &NarrowKernel<T>.One : rows == 1 ? &WideKernel<T>.One : &WideKernel<T>.Four;

    /// <summary>What multiplies many.</summary>
    /// <typeparam name="T">How the panels' numbers lie.</typeparam>
    public delegate*<byte*, float*, long, float*, byte*, long, float*, void> WithMany<T>()
        where T : struct, IPanelFormat =>
        this == Wide ? &WideRowsKernel<T>.Eight : &NarrowKernel<T>.Four;
}
