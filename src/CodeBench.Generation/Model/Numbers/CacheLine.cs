using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace CodeBench.Generation.Model.Numbers;

/// <summary>What memory brings at once.</summary>
internal static unsafe class CacheLine
{
    /// <summary>Its bytes.</summary>
    public const int Size = 64;

    /// <summary>Where the first whole one begins.</summary>
    public static byte* After(byte* place) => (byte*)(((nuint)place + Size - 1) & ~(nuint)(Size - 1));

    /// <summary>Has memory bring bytes into the caches before they are read; they need not be there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Fetch(byte* place, int length)
    {
        for (var line = 0; line < length; line += Size)
        {
            Sse.Prefetch0(place + line);
        }
    }
}
