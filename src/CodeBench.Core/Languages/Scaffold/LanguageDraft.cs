namespace CodeBench.Core.Languages.Scaffold;

/// <summary>What is known of a language for which a folder is to be made. What is null is left blank there.</summary>
public sealed record LanguageDraft
{
    /// <summary>The folder's name: lower-case letters, digits and '-'.</summary>
    public required string Id { get; init; }

    /// <summary>The name for people; null for the id with a capital letter.</summary>
    public string? Name { get; init; }

    /// <summary>The file that programs are written to: "program.f90".</summary>
    public required string FileName { get; init; }

    /// <summary>Debian's packages that have the language.</summary>
    public IReadOnlyList<string> Packages { get; init; } = [];

    /// <summary>The command that compiles, its words parted by spaces; null where there is none.</summary>
    public string? Compile { get; init; }

    /// <summary>The command that runs, its words parted by spaces.</summary>
    public string? Run { get; init; }
}
