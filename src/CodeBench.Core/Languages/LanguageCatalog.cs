using CodeBench.Core.Faults;

namespace CodeBench.Core.Languages;

/// <summary>All languages of a languages/ folder.</summary>
public sealed class LanguageCatalog
{
    private LanguageCatalog(IReadOnlyList<Language> languages) => Languages = languages;

    /// <summary>The languages, by id.</summary>
    public IReadOnlyList<Language> Languages { get; }

    /// <summary>Reads every folder that has a language.yaml.</summary>
    /// <exception cref="InvalidInputException">No such folder, or some language.yaml is wrong: all faults of all of them.</exception>
    public static LanguageCatalog Read(string languagesFolder)
    {
        var faults = new FaultCollector();
        var languages = DataFolder.ReadAll(languagesFolder, LanguageReader.FileName, LanguageReader.Read, faults);
        DataFolder.FailSharedNames(
            languages,
            language => Path.Combine(language.Folder, LanguageReader.FileName),
            language => [language.Id, .. language.Aliases],
            faults);
        faults.ThrowIfAny();
        return new LanguageCatalog(languages);
    }

    /// <summary>The language of an id or an alias; upper and lower case are the same.</summary>
    /// <exception cref="InvalidInputException">There is none; the message lists those that are there.</exception>
    public Language Find(string name) =>
        Languages.FirstOrDefault(language => language.Aliases.Prepend(language.Id).Contains(name, StringComparer.OrdinalIgnoreCase))
        ?? throw new InvalidInputException(new Fault(
            "--language",
            null,
            null,
            $"There is no language {name}. {Suggestion.For(name, Languages.Select(language => language.Id))}"));
}
