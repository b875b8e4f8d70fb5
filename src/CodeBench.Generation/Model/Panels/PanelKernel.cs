using CodeBench.Generation.Model.Numbers;

namespace CodeBench.Generation.Model.Panels;

/// <summary>
/// Multiplies panels of a matrix with rows of float32, several of them at once: a processor reads ahead along each by itself, and one alone does not use half of what memory gives it.
/// </summary>
/// <remarks>
/// Each sum is one chain of fused multiplications and additions over the inputs in their order, whatever the number of rows, the threads and the processor: a row's result depends on nothing else.
/// A multiplication is given the first panel, the bytes from one to the next, how many there are (1 to the most), of each input the rows' numbers, how many inputs, and the sums:
/// [panels, rows, outputs of a panel], of which those of panels that are not there mean nothing. With several rows it adds to the sums that are there, and has memory bring so many inputs of
/// another panel into the caches meanwhile, for otherwise memory rests while the processor computes.
/// </remarks>
internal sealed unsafe class PanelKernel
{
    /// <summary>Rows that are multiplied at once where there are several; some may be there to fill up.</summary>
    public const int Rows = 4;

    /// <summary>The most sums that a multiplication makes of an output's place: panels times rows.</summary>
    public const int Most = 12;

    private readonly int _panelsWithOne;
    private readonly int _panelsWithRows;

    private PanelKernel(int panelsWithOne, int panelsWithRows) => (_panelsWithOne, _panelsWithRows) = (panelsWithOne, panelsWithRows);

    /// <summary>For processors with vectors of 512 bits.</summary>
    public static PanelKernel Wide { get; } = new(panelsWithOne: 4, panelsWithRows: 3);

    /// <summary>For processors with vectors of 256 bits.</summary>
    public static PanelKernel Narrow { get; } = new(panelsWithOne: 2, panelsWithRows: 1);

    /// <summary>The most panels that are multiplied at once.</summary>
    /// <param name="rows">Rows of x.</param>
    public int PanelsWith(long rows) => rows == 1 ? _panelsWithOne : _panelsWithRows;

    /// <summary>What multiplies with one row.</summary>
    /// <typeparam name="T">How the panels' numbers lie.</typeparam>
    public delegate*<byte*, long, int, float*, long, float*, void> WithOne<T>()
        where T : struct, IPanelFormat =>
        this == Wide ? &WideKernel<T>.One : &NarrowKernel<T>.One;

    /// <summary>What multiplies with <see cref="Rows"/> rows.</summary>
    /// <typeparam name="T">How the panels' numbers lie.</typeparam>
    public delegate*<byte*, long, int, float*, long, float*, byte*, void> WithRows<T>()
        where T : struct, IPanelFormat =>
        this == Wide ? &WideKernel<T>.Four : &NarrowKernel<T>.Four;
}
