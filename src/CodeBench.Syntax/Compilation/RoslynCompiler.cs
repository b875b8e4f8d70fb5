using System.Reflection;
using CodeBench.Core.Executions;
using CodeBench.Core.Languages;
using Microsoft.CodeAnalysis.CSharp;

namespace CodeBench.Syntax.Compilation;

/// <summary>
/// Roslyn in this process. Nothing of a program is run: there are no analyzers, generators or scripts, and no file is read
/// that a program names.
/// </summary>
/// <param name="time">The clock.</param>
public sealed class RoslynCompiler(TimeProvider time) : IHostCompiler
{
    /// <inheritdoc/>
    public string Id => "roslyn";

    /// <inheritdoc/>
    public string Version { get; } = VersionOf(typeof(CSharpCompilation).Assembly);

    /// <inheritdoc/>
    public IProgramCompiler Open(HostCompilation host, IReadOnlyList<ReadOnlyMemory<byte>> references, int workers) =>
        new RoslynProgramCompiler(new ProgramTranslator(CompilerOptions.Read(host.Options), host.References, references), new CompilerPatience(), workers, time);

    // Without the commit: what is served under a version does not change.
    private static string VersionOf(Assembly assembly) =>
        assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
