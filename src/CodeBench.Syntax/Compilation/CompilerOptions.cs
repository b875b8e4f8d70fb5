using Microsoft.CodeAnalysis.CSharp;

namespace CodeBench.Syntax.Compilation;

/// <summary>What a language's definition tells the compiler.</summary>
/// <param name="Version">The version of the language that programs may be written in.</param>
/// <param name="Symbols">The symbols that are defined for #if and for conditional methods.</param>
/// <param name="Optimize">Whether the output is optimized.</param>
internal sealed record CompilerOptions(LanguageVersion Version, IReadOnlyList<string> Symbols, bool Optimize)
{
    private const string VersionKey = "language_version";
    private const string SymbolsKey = "symbols";
    private const string OptimizeKey = "optimize";

    private static readonly string[] Keys = [VersionKey, SymbolsKey, OptimizeKey];

    /// <summary>Reads them; what is not said is the compiler's default: its newest language, no symbols, not optimized.</summary>
    /// <exception cref="ArgumentException">An option that there is not, or a value that it cannot have.</exception>
    public static CompilerOptions Read(IReadOnlyDictionary<string, string> options)
    {
        if (options.Keys.Except(Keys).FirstOrDefault() is { } unknown)
        {
            throw new ArgumentException($"There is no option {unknown}: {string.Join(", ", Keys)}.", nameof(options));
        }

        if (!LanguageVersionFacts.TryParse(options.GetValueOrDefault(VersionKey, "default"), out var version))
        {
            throw new ArgumentException($"There is no language version {options[VersionKey]}.", nameof(options));
        }

        if (!bool.TryParse(options.GetValueOrDefault(OptimizeKey, "false"), out var optimize))
        {
            throw new ArgumentException($"{OptimizeKey} must be true or false.", nameof(options));
        }

        var symbols = options.GetValueOrDefault(SymbolsKey, "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return new CompilerOptions(version, symbols, optimize);
    }
}
