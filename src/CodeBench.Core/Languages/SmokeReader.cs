using System.Text.Json;
using CodeBench.Core.Faults;
using CodeBench.Core.Languages.Scaffold;

namespace CodeBench.Core.Languages;

/// <summary>Reads the smoke programs of a language: a folder each, with program.&lt;extension&gt; and expect.json.</summary>
public static class SmokeReader
{
    /// <summary>The folder of the cases, in a language's folder.</summary>
    public const string FolderName = "smoke";

    /// <summary>The file of a case with the verdict that it must get.</summary>
    public const string ExpectName = "expect.json";

    /// <summary>The cases, in the order of the required ones, others behind them.</summary>
    /// <exception cref="InvalidInputException">Something of the language is still to be filled in; or a case is missing, or is not whole: all of them are named.</exception>
    public static IReadOnlyList<SmokeCase> Read(Language language)
    {
        var faults = new FaultCollector();
        foreach (var blank in LanguageBlanks.Find(language.Folder))
        {
            faults.Add(blank);
        }

        faults.ThrowIfAny();
        var root = Path.Combine(language.Folder, FolderName);
        var found = Directory.Exists(root) ? Directory.GetDirectories(root).Select(folder => Path.GetFileName(folder)!) : [];
        var extension = Path.GetExtension(language.FileName);
        var cases = RequiredSmokeCase.All.Select(required => required.Name).Union(found.Order(StringComparer.Ordinal))
            .Select(name => faults.Try(() => Read(Path.Combine(root, name), name, extension)))
            .OfType<SmokeCase>()
            .ToList();
        faults.ThrowIfAny();
        return cases;
    }

    private static SmokeCase Read(string folder, string name, string extension)
    {
        var program = Path.Combine(folder, "program" + extension);
        var expect = Path.Combine(folder, ExpectName);
        string[] absent = [.. new[] { program, expect }.Where(file => !File.Exists(file))];
        if (absent.Length > 0)
        {
            throw new InvalidInputException([.. absent.Select(file => new Fault(file, null, null, "is missing: every language has this smoke program"))]);
        }

        return new SmokeCase(name, File.ReadAllText(program), VerdictOf(expect));
    }

    private static Verdict VerdictOf(string file)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(file));
            if (document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("verdict", out var word)
                && word.ValueKind == JsonValueKind.String
                && VerdictWords.TryParse(word.GetString(), out var verdict))
            {
                return verdict;
            }
        }
        catch (JsonException exception)
        {
            throw new InvalidInputException(new Fault(file, (int?)exception.LineNumber + 1, null, $"is not JSON: {exception.Message}"));
        }

        throw new InvalidInputException(new Fault(file, 1, "verdict", $"must be one of {string.Join(", ", VerdictWords.All.Select(item => item.ToWord()))}"));
    }
}
