using CodeBench.Core.Languages;

namespace CodeBench.Core.Executions;

/// <summary>Compiles programs of one language. For several callers at once; those beyond its workers wait.</summary>
public interface IProgramCompiler : IDisposable
{
    /// <summary>Compiles a program.</summary>
    /// <param name="fileName">The name of its file, for diagnostics.</param>
    /// <param name="text">Its text.</param>
    /// <param name="limits">What the step may use.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The result; null where it declines the program, which may be too large, too deep, or take too long or too much memory.</returns>
    Task<HostCompilationResult?> CompileAsync(string fileName, string text, Limits limits, CancellationToken cancellationToken);
}
