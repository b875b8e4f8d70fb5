using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
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
    private const long Chunk = 256; // inputs of a group that are made float32 by a thread at once; of a single row all, for that is sooner done than given out

    private const int Depth = 128; // inputs of the panels that are multiplied with all groups before the next ones
    private const int Groups = 16; // that is, of so many, whose sums a thread has at once

    private delegate*<byte*, long, int, float*, long, float*, void> _withOne;
    private delegate*<byte*, long, int, float*, long, float*, byte*, void> _withRows;
    private byte* _x;
    private byte* _panels;
    private byte* _bias;
    private byte* _product;
    private float* _wide; // [groups, inputs, rows of a group]
    private long _rows;
    private long _inputs;
    private long _outputs;
    private long _count; // of panels
    private long _chunk;
    private int _width; // rows of a group
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
        var (rows, inputs, count) = (x.shape[0], x.shape[1], panels.shape[0]);
        var width = rows == 1 ? 1 : PanelKernel.Rows;
        var groups = (rows + width - 1) / width;
        var wide = (float*)NativeMemory.AlignedAlloc((nuint)(groups * width * inputs * sizeof(float)), 64); // from a cache line on
        try
        {
            var whole = new PanelProduct
            {
                _withOne = kernel.WithOne<T>(),
                _withRows = kernel.WithRows<T>(),
                _x = TensorMemory.PointerOf(x),
                _panels = TensorMemory.PointerOf(panels),
                _bias = bias is null ? null : TensorMemory.PointerOf(bias),
                _product = TensorMemory.PointerOf(product),
                _wide = wide,
                _rows = rows,
                _inputs = inputs,
                _outputs = product.shape[1],
                _count = count,
                _chunk = rows == 1 ? inputs : Chunk,
                _width = width,
                _atOnce = (int)Math.Clamp(count / get_num_threads(), 1, kernel.PanelsWith(rows)), // each thread has some
            };
            ThreadTeam.Run(groups * whole.Chunks, &Widen<T>, &whole);
            ThreadTeam.Run((count + whole._atOnce - 1) / whole._atOnce, rows == 1 ? &MultiplyOne<T> : &Multiply<T>, &whole);
        }
        finally
        {
            NativeMemory.AlignedFree(wide);
            GC.KeepAlive(x);
            GC.KeepAlive(bias);
        }
    }

    private readonly long Chunks => (_inputs + _chunk - 1) / _chunk;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Widen<T>(void* state, long piece)
        where T : struct, IPanelFormat
    {
        var whole = (PanelProduct*)state;
        var (group, chunk) = Math.DivRem(piece, whole->Chunks);
        var (start, inputs, width) = (chunk * whole->_chunk, whole->_inputs, whole->_width);
        var end = Math.Min(start + whole->_chunk, inputs);
        for (var row = 0; row < width; row++)
        {
            // What fills up is a row that is there: no sum of it is kept.
            var from = whole->_x + (Math.Min((group * width) + row, whole->_rows - 1) * inputs * T.Size);
            var to = whole->_wide + (group * width * inputs) + row;
            for (var input = start; input < end; input++)
            {
                to[input * width] = T.Read(from + (input * T.Size));
            }
        }
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
        whole->_withOne(whole->_panels + (first * length), length, count, whole->_wide, whole->_inputs, sums);
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
                    var x = whole->_wide + ((((start + group) * inputs) + input) * PanelKernel.Rows);
                    whole->_withRows(panels + (input * stride), inputs * stride, count, x, depth, sums + (group * Sums), panels + ((input + next) * stride));
                }
            }

            for (var i = 0; i < some * count * PanelKernel.Rows; i++)
            {
                var (group, panel, row) = (i / PanelKernel.Rows / count, i / PanelKernel.Rows % count, i % PanelKernel.Rows);
                if (((start + group) * PanelKernel.Rows) + row < whole->_rows)
                {
                    Store<T>(whole, sums + (group * Sums) + (((panel * PanelKernel.Rows) + row) * IPanelFormat.Outputs), first + panel, ((start + group) * PanelKernel.Rows) + row);
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
