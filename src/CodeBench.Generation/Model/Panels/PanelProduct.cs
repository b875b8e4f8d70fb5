using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using CodeBench.Generation.Model.Numbers;
using static TorchSharp.torch;

namespace CodeBench.Generation.Model.Panels;

/// <summary>
/// One product of rows with all panels of a matrix, all of one type. Rows are made float32 first, in groups that are multiplied at once; then some panels at a time are taken by one thread, which
/// multiplies them with all groups while they are in a cache.
/// </summary>
internal unsafe struct PanelProduct
{
    private const int Depth = 128; // inputs of the panels that are multiplied with all groups before the next ones
    private const int Groups = 16; // that is, of so many, whose sums a thread has at once

    private delegate*<byte*, long, int, float*, long, float*, void> _withOne;
    private delegate*<byte*, long, int, float*, long, float*, byte*, void> _withRows;
    private byte* _panels;
    private byte* _bias;
    private byte* _product;
    private float* _groups;
    private long _rows;
    private long _inputs;
    private long _outputs;
    private long _count; // of panels
    private int _atOnce; // panels

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
        var (rows, count) = (x.shape[0], panels.shape[0]);
        using var groups = GroupedRows.Of<T>(x, rows == 1 ? 1 : PanelKernel.Rows);
        var whole = new PanelProduct
        {
            _withOne = kernel.WithOne<T>(),
            _withRows = kernel.WithRows<T>(),
            _panels = TensorMemory.PointerOf(panels),
            _bias = bias is null ? null : TensorMemory.PointerOf(bias),
            _product = TensorMemory.PointerOf(product),
            _groups = groups.Numbers,
            _rows = rows,
            _inputs = x.shape[1],
            _outputs = product.shape[1],
            _count = count,
            _atOnce = (int)Math.Clamp(count / get_num_threads(), 1, kernel.PanelsWith(rows)), // each thread has some
        };
        ThreadTeam.Run((count + whole._atOnce - 1) / whole._atOnce, rows == 1 ? &MultiplyOne<T> : &Multiply<T>, &whole);
        GC.KeepAlive(bias);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyOne<T>(void* state, long piece)
        where T : struct, IPanelFormat
    {
        var whole = (PanelProduct*)state;
        var first = piece * whole->_atOnce;
        var count = (int)Math.Min(whole->_atOnce, whole->_count - first);
        var length = whole->_inputs * IPanelFormat.Outputs * T.Size;
        var sums = stackalloc float[PanelKernel.Most * IPanelFormat.Outputs];
        whole->_withOne(whole->_panels + (first * length), length, count, whole->_groups, whole->_inputs, sums);
        for (var panel = 0; panel < count; panel++)
        {
            Store<T>(whole, sums + (panel * IPanelFormat.Outputs), first + panel, 0);
        }
    }

    // Some inputs at a time, with all groups, so that what is read of the panels stays in the nearest cache; while they are multiplied with a group of rows, the next ones of a panel are on their way.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Multiply<T>(void* state, long piece)
        where T : struct, IPanelFormat
    {
        var whole = (PanelProduct*)state;
        var (first, inputs, groups) = (piece * whole->_atOnce, whole->_inputs, (whole->_rows + PanelKernel.Rows - 1) / PanelKernel.Rows);
        var count = (int)Math.Min(whole->_atOnce, whole->_count - first);
        var stride = IPanelFormat.Outputs * T.Size;
        var panels = whole->_panels + (first * inputs * stride);
        const int Sums = PanelKernel.Most * IPanelFormat.Outputs;
        var sums = stackalloc float[Groups * Sums];
        for (var start = 0L; start < groups; start += Groups)
        {
            var some = (int)Math.Min(Groups, groups - start);
            new Span<float>(sums, some * Sums).Clear();
            for (var input = 0L; input < inputs; input += Depth)
            {
                var depth = Math.Min(Depth, inputs - input);
                for (var group = 0; group < some; group++)
                {
                    var next = group >= 1 && group <= count && input + Depth < inputs ? ((group - 1) * inputs) + Depth : 0;
                    var x = whole->_groups + ((((start + group) * inputs) + input) * PanelKernel.Rows);
                    whole->_withRows(panels + (input * stride), inputs * stride, count, x, depth, sums + (group * Sums), panels + ((input + next) * stride));
                }
            }

            for (var row = start * PanelKernel.Rows; row < Math.Min((start + some) * PanelKernel.Rows, whole->_rows); row++)
            {
                var (group, place) = Math.DivRem(row, PanelKernel.Rows);
                for (var panel = 0; panel < count; panel++)
                {
                    Store<T>(whole, sums + ((group - start) * Sums) + (((panel * PanelKernel.Rows) + place) * IPanelFormat.Outputs), first + panel, row);
                }
            }
        }
    }

    // A row's sums of a panel, of which the last outputs may be missing in the product.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Store<T>(PanelProduct* whole, float* sums, long panel, long row)
        where T : struct, IPanelFormat
    {
        var first = panel * IPanelFormat.Outputs;
        var outputs = (int)Math.Min(IPanelFormat.Outputs, whole->_outputs - first);
        if (whole->_bias is not null)
        {
            for (var output = 0; output < outputs; output++)
            {
                sums[output] += T.Read(whole->_bias + ((first + output) * T.Size));
            }
        }

        var to = whole->_product + (((row * whole->_outputs) + first) * T.Size);
        var apart = stackalloc byte[IPanelFormat.Outputs * T.Size];
        var place = outputs == IPanelFormat.Outputs ? to : apart;
        for (var output = 0; output < IPanelFormat.Outputs; output += Vector256<float>.Count)
        {
            T.Store(Vector256.Load(sums + output), place + (output * T.Size));
        }

        if (place == apart)
        {
            new ReadOnlySpan<byte>(apart, outputs * T.Size).CopyTo(new Span<byte>(to, outputs * T.Size));
        }
    }
}
