using CodeBench.Core.Executions;
using CodeBench.Core.Languages;
using CodeBench.Syntax.Compilation;

namespace CodeBench.Syntax.Tests.Compilation;

/// <summary>Compilers against the assemblies of this runtime: what is compiled here is never run.</summary>
internal static class Compilers
{
    private static readonly string[] Names =
        ["System.Private.CoreLib", "System.Runtime", "System.Collections", "System.Linq", "System.Console", "System.Runtime.Numerics"];

    /// <summary>The options of the language's definition.</summary>
    public static IReadOnlyDictionary<string, string> Options { get; } =
        new Dictionary<string, string> { ["language_version"] = "8.0", ["symbols"] = "DEBUG" };

    /// <summary>What a definition would say.</summary>
    public static HostCompilation Host(IReadOnlyDictionary<string, string> options) => new("roslyn", "program.exe", Paths, options);

    /// <summary>A compiler as it is composed.</summary>
    public static IProgramCompiler Open() => new RoslynCompiler(TimeProvider.System).Open(Host(Options), Contents, workers: 2);

    /// <summary>One that soon loses its patience.</summary>
    public static RoslynProgramCompiler Open(CompilerPatience patience) =>
        new(new ProgramTranslator(CompilerOptions.Read(Options), Paths, Contents), patience, workers: 2, TimeProvider.System);

    /// <summary>Where the references lie.</summary>
    public static IReadOnlyList<string> Paths { get; } =
        [.. Names.Select(name => Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, name + ".dll"))];

    /// <summary>What is in them.</summary>
    public static IReadOnlyList<ReadOnlyMemory<byte>> Contents { get; } = [.. Paths.Select(path => (ReadOnlyMemory<byte>)File.ReadAllBytes(path))];

    /// <summary>A program whose Main has some statements.</summary>
    public static string Program(string statements, string members = "") => $$"""
        using System;
        using System.Linq;
        using System.Collections.Generic;
        using System.Diagnostics;
        class Problem {
            {{members}}
            public static void Main(string[] args) {
            {{statements}}
            }

        }
        """;
}
