using System.Runtime.CompilerServices;
using CodeBench.Generation.Model.Numbers;
using static TorchSharp.torch;

namespace CodeBench.Generation.Model.Panels;

/// <summary>
/// One product of rows with all panels of a matrix, all of one type. Rows are made float32 first, in groups that are multiplied at once; then some panels at a time are taken by one thread, which
/// multiplies them with all groups while they are in a cache.
/// </summary>
internal unsafe struct PanelProduct
{
    private const int Depth = 128; // inputs of a panel that are multiplied with all groups before the next ones
    private const int Groups = 16; // that is, of so many, whose sums a thread has at once
    private const int Pieces = 4; // that a thread takes, for it may be held up

    private delegate*<byte*, long, int, float*, long, float*, void> _withFew;
    private delegate*<byte*, float*, long, float*, byte*, long, float*, void> _withMany;
    private delegate*<byte*, float*, long, float*, byte*, long, float*, void> _withMore; // once the panel's numbers are float32
    private byte* _panels;
    private ProductRows _product;
    private float* _groups;
    private long _rows;
    private long _inputs;
    private long _count; // of panels
    private long _atOnce; // panels that a thread takes
    private int _width; // rows of a group

    /// <summary>Multiplies, on the threads of libtorch.</summary>
    /// <typeparam name="T">How the numbers of all of them lie.</typeparam>
    /// <param name="kernel">What multiplies.</param>
    /// <param name="x">[rows, inputs], each row's numbers behind one another and the rows too.</param>
    /// <param name="panels">The matrix: [panels, inputs, outputs of a panel].</param>
    /// <param name="bias">[outputs], or null.</param>
    /// <param name="product">[rows, outputs], takes the product.</param>
    public static void Run<T>(PanelKernel kernel, Tensor x, Tensor panels, Tensor? bias, Tensor product)
        where T : struct, IPanelFormat
    {
        var (rows, count, threads) = (x.shape[0], panels.shape[0], get_num_threads());
        var few = kernel.Few(rows);
        var width = few ?? kernel.Many;
        using var groups = GroupedRows.Of<T>(x, width);
        var whole = new PanelProduct
        {
            _withFew = kernel.WithFew<T>(width),
            _withMany = kernel.WithMany<T>(),
            _withMore = kernel.WithMany<Float32Format>(),
            _panels = TensorMemory.PointerOf(panels),
            _product = new ProductRows(bias is null ? null : TensorMemory.PointerOf(bias), TensorMemory.PointerOf(product), product.shape[1]),
            _groups = groups.Numbers,
            _rows = rows,
            _inputs = x.shape[1],
            _count = count,
            _atOnce = few is null ? Math.Max(1, count / (threads * Pieces)) : Math.Clamp(count / threads, 1, kernel.PanelsWith(width)),
            _width = width,
        };
        ThreadTeam.Run((count + whole._atOnce - 1) / whole._atOnce, few is null ? &MultiplyMany<T> : &MultiplyFew<T>, &whole);
        GC.KeepAlive(bias);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyFew<T>(void* state, long piece)
        where T : struct, IPanelFormat
    {
        var whole = (PanelProduct*)state;
        var first = piece * whole->_atOnce;
        var count = (int)Math.Min(whole->_atOnce, whole->_count - first);
        var length = whole->_inputs * IPanelFormat.Outputs * T.Size;
        var sums = stackalloc float[PanelKernel.Most * IPanelFormat.Outputs];
        whole->_withFew(whole->_panels + (first * length), length, count, whole->_groups, whole->_inputs, sums);
        for (var panel = 0; panel < count; panel++)
        {
            for (var row = 0L; row < whole->_rows; row++)
            {
                whole->_product.Store<T>(sums + (((panel * whole->_width) + row) * IPanelFormat.Outputs), first + panel, row);
            }
        }
    }

    // Some inputs at a time, with all groups, so that what is read of the panel stays in the nearest cache; meanwhile the next ones are on their way, with each group a part of them. Panels lie behind
    // one another: behind a panel's last inputs are the first of the next.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyMany<T>(void* state, long piece)
        where T : struct, IPanelFormat
    {
        var whole = (PanelProduct*)state;
        var (inputs, width) = (whole->_inputs, whole->_width);
        var (groups, size) = ((whole->_rows + width - 1) / width, width * IPanelFormat.Outputs);
        var stride = IPanelFormat.Outputs * T.Size;
        var sums = stackalloc float[Groups * PanelKernel.Most * IPanelFormat.Outputs];
        var room = stackalloc byte[(Depth * IPanelFormat.Outputs * sizeof(float)) + CacheLine.Size];
        var widened = (float*)CacheLine.After(room);
        for (var panel = piece * whole->_atOnce; panel < Math.Min((piece + 1) * whole->_atOnce, whole->_count); panel++)
        {
            for (var start = 0L; start < groups; start += Groups)
            {
                var some = (int)Math.Min(Groups, groups - start);
                var ahead = stride / some;
                new Span<float>(sums, some * size).Clear();
                for (var input = 0L; input < inputs; input += Depth)
                {
                    var depth = Math.Min(Depth, inputs - input);
                    var place = whole->_panels + (((panel * inputs) + input) * stride);
                    var next = place + (depth * stride);
                    var x = whole->_groups + (((start * inputs) + input) * width);
                    whole->_withMany(place, x, depth, sums, next, ahead, widened);
                    var same = T.Size == sizeof(float) ? place : (byte*)widened;
                    for (var group = 1; group < some; group++)
                    {
                        whole->_withMore(same, x + (group * inputs * width), depth, sums + (group * size), next + (group * depth * ahead), ahead, widened);
                    }
                }

                for (var row = start * width; row < Math.Min((start + some) * width, whole->_rows); row++)
                {
                    whole->_product.Store<T>(sums + ((row - (start * width)) * IPanelFormat.Outputs), panel, row);
                }
            }
        }
    }
}
