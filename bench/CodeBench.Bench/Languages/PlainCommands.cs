using CodeBench.Bench.Setup;
using CodeBench.Core.Faults;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace CodeBench.Bench.Languages;

/// <summary>Reads bench/languages/plain.yaml.</summary>
internal static class PlainCommands
{
    private const string FileName = "plain.yaml";

    /// <summary>Where it and the solutions lie.</summary>
    public static string FolderOf(Installation installation) => Path.Combine(installation.Root, "bench", "languages");

    /// <summary>The plain commands by the id of their language.</summary>
    /// <param name="installation">The checkout.</param>
    /// <param name="languages">Which languages; all where there are none.</param>
    /// <exception cref="InvalidInputException">A language has no plain command, or the file is wrong.</exception>
    public static IReadOnlyDictionary<string, PlainCommand> Read(Installation installation, IReadOnlyList<string> languages)
    {
        var path = Path.Combine(FolderOf(installation), FileName);
        var faults = new FaultCollector(languages.Count + 1);
        Dictionary<string, PlainCommand> all = [];
        try
        {
            all = new DeserializerBuilder().WithNamingConvention(UnderscoredNamingConvention.Instance).Build()
                .Deserialize<Dictionary<string, PlainCommand>>(File.ReadAllText(path));
        }
        catch (YamlException exception)
        {
            faults.Add(new Fault(path, (int)exception.Start.Line, null, exception.Message));
        }

        foreach (var language in languages.Where(language => all.Count > 0 && !all.ContainsKey(language)))
        {
            faults.Add(new Fault("--language", null, null, $"{language} has no plain command in {path}"));
        }

        faults.ThrowIfAny();
        return languages.Count == 0 ? all : languages.Distinct().ToDictionary(language => language, language => all[language]);
    }
}
