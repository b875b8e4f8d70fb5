using CodeBench.Core.Faults;

namespace CodeBench.Core.Languages;

/// <summary>All languages of a languages/ folder.</summary>
public sealed class LanguageCatalog
{
    private LanguageCatalog(IReadOnlyList<Language> languages) => Languages = languages;

    /// <summary>The languages, by id.</summary>
    public IReadOnlyList<Language> Languages { get; }

    /// <summary>Reads every folder that has a language.yaml.</summary>
    /// <exception cref="InvalidInputException">There is no such folder, or some language.yaml is wrong: all faults of all of them.</exception>
    public static LanguageCatalog Read(string languagesFolder) => throw new NotImplementedException();

    /// <summary>The language of an id or an alias; upper and lower case are the same.</summary>
    /// <exception cref="InvalidInputException">There is none; the message lists those that are there.</exception>
    public Language Find(string name) => throw new NotImplementedException();
}
