using CodeBench.Core.Faults;

namespace CodeBench.Core.Languages;

/// <summary>Reads languages/&lt;id&gt;/language.yaml, strictly: what it does not know it refuses.</summary>
public static class LanguageReader
{
    /// <summary>The file's name in a language's folder.</summary>
    public const string FileName = "language.yaml";

    /// <summary>Reads the language of a folder.</summary>
    /// <exception cref="InvalidInputException">All that is wrong with the file, each with its line and field.</exception>
    public static Language Read(string folder) => throw new NotImplementedException();
}
