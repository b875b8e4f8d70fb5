using System.Runtime.InteropServices;

namespace CodeBench.Generation.Model.Panels;

/// <summary>
/// The threads that libtorch computes with, as many as it was told to take. Others would have to share processors with them: after work of their own they wait for the next without sleeping.
/// </summary>
internal static unsafe class ThreadTeam
{
    // GOMP_parallel is what a C compiler makes of "#pragma omp parallel": libgomp has it and the other OpenMP libraries beside. It is found through libtorch, which is linked with the one that is in use.
    private static readonly nint Parallel =
        NativeLibrary.TryLoad("libtorch_cpu.so", typeof(ThreadTeam).Assembly, null, out var library) && NativeLibrary.TryGetExport(library, "GOMP_parallel", out var function) ? function : 0;

    /// <summary>Whether there is one to be had.</summary>
    public static bool Exists => Parallel != 0;

    /// <summary>Does pieces of work, each once, in any order, on all threads; back when all are done.</summary>
    /// <param name="pieces">How many.</param>
    /// <param name="work">Does a piece, by its number; it may not throw.</param>
    /// <param name="state">What it is given beside.</param>
    public static void Run(long pieces, delegate*<void*, long, void> work, void* state)
    {
        var job = new Job { Pieces = pieces, Work = work, State = state };
        if (pieces == 1)
        {
            work(state, 0);
            return;
        }

        const uint AsManyAsUsual = 0;
        var parallel = (delegate* unmanaged<delegate* unmanaged[Cdecl]<Job*, void>, Job*, uint, uint, void>)Parallel;
        parallel(&Take, &job, AsManyAsUsual, 0);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(System.Runtime.CompilerServices.CallConvCdecl)])]
    private static void Take(Job* job)
    {
        for (var piece = Interlocked.Increment(ref job->Taken) - 1; piece < job->Pieces; piece = Interlocked.Increment(ref job->Taken) - 1)
        {
            job->Work(job->State, piece);
        }
    }

    private struct Job
    {
        public long Taken;
        public long Pieces;
        public delegate*<void*, long, void> Work;
        public void* State;
    }
}
