using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using CodeBench.Generation.Model.Numbers;
using static TorchSharp.torch;

namespace CodeBench.Generation.Model.Panels;

/// <summary>Rows as float32 in groups that are multiplied at once, in memory of their own.</summary>
internal sealed unsafe class GroupedRows : IDisposable
{
    private const long Chunk = 256; // inputs of a group that a thread does at once; of a single row all, for that is sooner done than given out

    private GroupedRows(long numbers) => Numbers = (float*)NativeMemory.AlignedAlloc((nuint)(numbers * sizeof(float)), CacheLine.Size);

    /// <summary>[groups, inputs, rows of a group].</summary>
    public float* Numbers { get; }

    /// <summary>Makes groups of rows, on the threads of libtorch.</summary>
    /// <typeparam name="T">How the rows' numbers lie.</typeparam>
    /// <param name="x">[rows, inputs], each row's numbers behind one another and the rows too.</param>
    /// <param name="width">Rows of a group; the last is filled up.</param>
    public static GroupedRows Of<T>(Tensor x, int width)
        where T : struct, IPanelFormat
    {
        var (rows, inputs) = (x.shape[0], x.shape[1]);
        var groups = (rows + width - 1) / width;
        var made = new GroupedRows(groups * width * inputs);
        var chunk = rows == 1 ? inputs : Chunk;
        var work = new Work(TensorMemory.PointerOf(x), made.Numbers, rows, inputs, chunk, (inputs + chunk - 1) / chunk, width);
        ThreadTeam.Run(groups * work.Chunks, &Widen<T>, &work);
        GC.KeepAlive(x);
        return made;
    }

    /// <inheritdoc/>
    public void Dispose() => NativeMemory.AlignedFree(Numbers);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Widen<T>(void* state, long piece)
        where T : struct, IPanelFormat
    {
        var whole = (Work*)state;
        var (group, chunk) = Math.DivRem(piece, whole->Chunks);
        var (start, inputs, width) = (chunk * whole->Chunk, whole->Inputs, whole->Width);
        var end = Math.Min(start + whole->Chunk, inputs);
        for (var row = 0; row < width; row++)
        {
            // What fills up is a row that is there: no sum of it is kept.
            var from = whole->X + (Math.Min((group * width) + row, whole->Rows - 1) * inputs * T.Size);
            var to = whole->To + (group * width * inputs) + row;
            for (var input = start; input < end; input++)
            {
                to[input * width] = T.Read(from + (input * T.Size));
            }
        }
    }

    private readonly struct Work(byte* x, float* to, long rows, long inputs, long chunk, long chunks, int width)
    {
        public readonly byte* X = x;
        public readonly float* To = to;
        public readonly long Rows = rows;
        public readonly long Inputs = inputs;
        public readonly long Chunk = chunk;
        public readonly long Chunks = chunks;
        public readonly int Width = width;
    }
}
