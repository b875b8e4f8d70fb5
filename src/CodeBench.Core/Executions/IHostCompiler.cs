using CodeBench.Core.Languages;

namespace CodeBench.Core.Executions;

/// <summary>
/// A compiler that is part of this process: steps with a <see cref="Step.Host"/> name it. It must run nothing of what it
/// compiles, and read nothing but what it is given.
/// </summary>
public interface IHostCompiler
{
    /// <summary>The name that definitions of languages use.</summary>
    string Id { get; }

    /// <summary>What it is, exactly: another version may make other programs of the same texts.</summary>
    string Version { get; }

    /// <summary>Makes ready to compile.</summary>
    /// <param name="host">What the language's definition says.</param>
    /// <param name="references">The contents of the files that it names as references, in its order.</param>
    /// <param name="workers">How many programs are compiled at once, 1 or more.</param>
    /// <exception cref="ArgumentException">An option that it does not know, a reference that it cannot read: says which.</exception>
    IProgramCompiler Open(HostCompilation host, IReadOnlyList<ReadOnlyMemory<byte>> references, int workers);
}
