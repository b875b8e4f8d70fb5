using System.Globalization;
using System.Text;
using CodeBench.Syntax.Guarding;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace CodeBench.Syntax.Compilation;

/// <summary>From the text of a program to an assembly or to diagnostics. For several threads at once.</summary>
internal sealed class ProgramTranslator
{
    private const int MostDiagnostics = 50;
    private const int MostOutput = 4 << 20;
    private const string AssemblyName = "program";

    private static readonly DiagnosticFormatter Formatter = new();

    private readonly CSharpParseOptions _parsing;
    private readonly CSharpCompilation _empty;

    /// <summary>Makes ready.</summary>
    /// <param name="options">What the language's definition says.</param>
    /// <param name="paths">The names of the references, for messages.</param>
    /// <param name="references">Their contents.</param>
    /// <exception cref="ArgumentException">A reference that is no assembly.</exception>
    public ProgramTranslator(CompilerOptions options, IReadOnlyList<string> paths, IReadOnlyList<ReadOnlyMemory<byte>> references)
    {
        _parsing = new CSharpParseOptions(options.Version, DocumentationMode.None, SourceCodeKind.Regular, options.Symbols);
        _empty = CSharpCompilation.Create(
            AssemblyName,
            references: paths.Zip(references, Reference),
            // No resolver of any kind: a program cannot make the compiler read a file.
            options: new CSharpCompilationOptions(
                OutputKind.ConsoleApplication,
                optimizationLevel: options.Optimize ? OptimizationLevel.Release : OptimizationLevel.Debug,
                allowUnsafe: false,
                concurrentBuild: false,
                deterministic: true,
                assemblyIdentityComparer: DesktopAssemblyIdentityComparer.Default));
    }

    /// <summary>Compiles a program; on a thread with a large stack.</summary>
    /// <returns>Null where it is one that is better compiled elsewhere.</returns>
    /// <exception cref="OperationCanceledException">It was told to stop.</exception>
    public Translation? Translate(string fileName, string text, CancellationToken cancellationToken)
    {
        try
        {
            var tree = CSharpSyntaxTree.ParseText(SourceText.From(text, Encoding.UTF8), _parsing, fileName, cancellationToken);
            var parsed = tree.GetDiagnostics(cancellationToken).ToList();
            if (parsed.Any(IsError))
            {
                return new Translation(null, Describe(parsed));
            }

            return SourceGuard.Fears(tree.GetRoot(cancellationToken)) ? null : Emit(tree, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The compiler's own end, by depth, memory or a defect of its own, says nothing about the program.
            return null;
        }
    }

    private Translation? Emit(SyntaxTree tree, CancellationToken cancellationToken)
    {
        using var output = new MemoryStream();
        var result = _empty.AddSyntaxTrees(tree).Emit(output, options: new EmitOptions(), cancellationToken: cancellationToken);
        if (!result.Success)
        {
            return new Translation(null, Describe(result.Diagnostics));
        }

        return output.Length > MostOutput ? null : new Translation(output.ToArray(), "");
    }

    private static bool IsError(Diagnostic diagnostic) => diagnostic.Severity == DiagnosticSeverity.Error;

    private static string Describe(IEnumerable<Diagnostic> diagnostics) => string.Concat(diagnostics
        .Where(IsError)
        .OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start)
        .Take(MostDiagnostics)
        .Select(diagnostic => $"{Formatter.Format(diagnostic, CultureInfo.InvariantCulture)}\n"));

    private static MetadataReference Reference(string path, ReadOnlyMemory<byte> content)
    {
        try
        {
            var metadata = AssemblyMetadata.CreateFromImage(content.ToArray());
            _ = metadata.GetModules();
            return metadata.GetReference(display: path);
        }
        catch (BadImageFormatException exception)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{path} is no assembly: {exception.Message}"), exception);
        }
    }
}
