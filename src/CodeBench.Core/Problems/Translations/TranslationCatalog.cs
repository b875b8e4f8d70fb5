using CodeBench.Core.Faults;

namespace CodeBench.Core.Problems.Translations;

/// <summary>The languages that problems can be said in: those whose folder has a translation.yaml. They need have nothing else.</summary>
public sealed class TranslationCatalog
{
    private TranslationCatalog(IReadOnlyList<Translation> translations) => Translations = translations;

    /// <summary>The definitions, by id.</summary>
    public IReadOnlyList<Translation> Translations { get; }

    /// <summary>Reads every folder that has a translation.yaml.</summary>
    /// <exception cref="InvalidInputException">No such folder, or some translation.yaml is wrong: all faults of all of them.</exception>
    public static TranslationCatalog Read(string languagesFolder)
    {
        var faults = new FaultCollector();
        var translations = DataFolder.ReadAll(languagesFolder, TranslationReader.FileName, TranslationReader.Read, faults);
        DataFolder.FailSharedNames(translations, translation => translation.Path, NamesOf, faults);
        faults.ThrowIfAny();
        return new TranslationCatalog(translations);
    }

    /// <summary>The definition of a language, by its id or by MultiPL-E's short name; upper and lower case are the same.</summary>
    /// <exception cref="InvalidInputException">There is none; the message lists those that are there.</exception>
    public Translation Find(string name) =>
        Translations.FirstOrDefault(translation => NamesOf(translation).Contains(name, StringComparer.OrdinalIgnoreCase))
        ?? throw new InvalidInputException(new Fault(
            "--to", null, null, $"problems cannot be said in {name}. {Suggestion.For(name, Translations.Select(translation => translation.Id))}"));

    private static string[] NamesOf(Translation translation) =>
        translation.Id == translation.Extension ? [translation.Id] : [translation.Id, translation.Extension];
}
