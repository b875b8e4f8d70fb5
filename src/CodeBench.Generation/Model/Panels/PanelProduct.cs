using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CodeBench.Generation.Model.Panels;

/// <summary>
/// One product of rows with all panels of a matrix, everything bfloat16. Rows are made float32 first, in groups that are multiplied at once; then each panel is taken by one thread, which multiplies
/// it with all groups while it is in a cache.
/// </summary>
internal unsafe struct PanelProduct
{
    private const long Chunk = 256; // inputs of a group that are made float32 by a thread at once; of a single row all, for that is sooner done than given out

    private delegate*<uint*, float*, int, long, float*, void> _multiply;
    private ushort* _x;
    private ushort* _panels;
    private ushort* _bias;
    private ushort* _product;
    private long _outputs;
    private long _inputs;
    private long _chunk;
    private long _chunks;
    private Group* _groups;
    private int _count;

    /// <summary>Multiplies, on the threads of libtorch.</summary>
    /// <param name="kernel">What multiplies.</param>
    /// <param name="x">[rows, inputs].</param>
    /// <param name="panels">The matrix.</param>
    /// <param name="bias">[outputs], or null.</param>
    /// <param name="product">[rows, outputs], takes the product.</param>
    /// <param name="rows">How many rows, 0 or more.</param>
    /// <param name="inputs">How many inputs.</param>
    /// <param name="outputs">How many outputs.</param>
    public static void Run(PanelKernel kernel, ushort* x, ushort* panels, ushort* bias, ushort* product, long rows, long inputs, long outputs)
    {
        var chunk = rows == 1 ? inputs : Chunk;
        var wide = (float*)NativeMemory.AlignedAlloc((nuint)((rows + kernel.Most) * inputs * sizeof(float)), 64); // from a cache line on, with room to fill the last group up
        try
        {
            var groups = GroupsOf(kernel, rows, inputs, wide);
            fixed (Group* first = groups)
            {
                var whole = new PanelProduct
                {
                    _multiply = kernel.Multiply,
                    _x = x,
                    _panels = panels,
                    _bias = bias,
                    _product = product,
                    _outputs = outputs,
                    _inputs = inputs,
                    _chunk = chunk,
                    _chunks = (inputs + chunk - 1) / chunk,
                    _groups = first,
                    _count = groups.Length,
                };
                ThreadTeam.Run(groups.Length * whole._chunks, &Widen, &whole);
                ThreadTeam.Run((outputs + PanelKernel.Outputs - 1) / PanelKernel.Outputs, &Multiply, &whole);
            }
        }
        finally
        {
            NativeMemory.AlignedFree(wide);
        }
    }

    private static Group[] GroupsOf(PanelKernel kernel, long rows, long inputs, float* wide)
    {
        var groups = new List<Group>();
        for (var first = 0L; first < rows; first += groups[^1].Width)
        {
            var width = kernel.RowsAtOnce(rows - first);
            groups.Add(new Group(first, (int)Math.Min(width, rows - first), width, wide + (first * inputs)));
        }

        return [.. groups];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Widen(void* state, long piece)
    {
        var whole = (PanelProduct*)state;
        var group = whole->_groups + (piece / whole->_chunks);
        var (start, inputs, width) = (piece % whole->_chunks * whole->_chunk, whole->_inputs, group->Width);
        var end = Math.Min(start + whole->_chunk, inputs);
        for (var row = 0; row < width; row++)
        {
            // What fills up is a row that is there: no sum of it is kept.
            var from = whole->_x + ((group->First + Math.Min(row, group->Rows - 1)) * inputs);
            var to = (uint*)group->Wide + row;
            for (var input = start; input < end; input++)
            {
                to[input * width] = (uint)from[input] << 16;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Multiply(void* state, long panel)
    {
        var whole = (PanelProduct*)state;
        var first = panel * PanelKernel.Outputs;
        var outputs = (int)Math.Min(PanelKernel.Outputs, whole->_outputs - first);
        var numbers = (uint*)whole->_panels + (panel * whole->_inputs * PanelKernel.Words);
        var sums = stackalloc float[WideKernel.Most * PanelKernel.Outputs];
        var bias = stackalloc float[PanelKernel.Outputs];
        for (var output = 0; output < PanelKernel.Outputs; output++)
        {
            bias[output] = whole->_bias is not null && output < outputs ? BitConverter.UInt32BitsToSingle((uint)whole->_bias[first + output] << 16) : 0;
        }

        for (var group = whole->_groups; group < whole->_groups + whole->_count; group++)
        {
            whole->_multiply(numbers, group->Wide, group->Width, whole->_inputs, sums);
            for (var row = 0; row < group->Rows; row++)
            {
                var product = whole->_product + ((group->First + row) * whole->_outputs) + first;
                BFloat16Rounding.Round(sums + (row * PanelKernel.Outputs), bias, product, outputs);
            }
        }
    }

    // Rows that are multiplied at once: the first of them, how many there are, and how many with those that fill up.
    private readonly record struct Group(long First, int Rows, int Width, nint Numbers)
    {
        public Group(long first, int rows, int width, float* wide)
            : this(first, rows, width, (nint)wide)
        {
        }

        public float* Wide => (float*)Numbers;
    }
}
