using System.Text.Json;
using CodeBench.Core.Faults;
using CodeBench.Core.Problems;

namespace CodeBench.Core.Languages.Scaffold;

/// <summary>Makes the folder of a new language, with blanks for what only someone who knows the language can say.</summary>
public static class LanguageScaffold
{
    private const string LineComment = "// ";

    /// <summary>Makes it.</summary>
    /// <param name="languages">The folder of all languages.</param>
    /// <param name="draft">What is known.</param>
    /// <returns>The folder.</returns>
    /// <exception cref="InvalidInputException">The id or the file name is none, or there is such a folder.</exception>
    public static string Create(string languages, LanguageDraft draft)
    {
        var folder = Path.Combine(languages, draft.Id);
        Check(draft, folder);
        Write(Path.Combine(folder, LanguageReader.FileName), Render("language.yaml.liquid", draft));
        Write(Path.Combine(folder, "Dockerfile"), Render("Dockerfile.liquid", draft));
        foreach (var (name, verdict, task) in RequiredSmokeCase.All)
        {
            var program = Path.ChangeExtension("program", Path.GetExtension(draft.FileName));
            Write(Path.Combine(folder, SmokeReader.FolderName, name, program), $"{LineComment}{LanguageBlanks.Mark}: {task}.\n");
            Write(Path.Combine(folder, SmokeReader.FolderName, name, SmokeReader.ExpectName), $"{JsonSerializer.Serialize(new { verdict = verdict.ToWord() })}\n");
        }

        return folder;
    }

    private static void Check(LanguageDraft draft, string folder)
    {
        var faults = new FaultCollector();
        if (!LanguageReader.IsId(draft.Id))
        {
            faults.Add(new Fault("ID", null, null, $"\"{draft.Id}\" must be lower-case letters, digits and '-'"));
        }

        if (draft.FileName != Path.GetFileName(draft.FileName) || Path.GetExtension(draft.FileName).Length < 2)
        {
            faults.Add(new Fault("--file", null, null, $"\"{draft.FileName}\" must be a plain file name with an extension, such as program.f90"));
        }

        if (Directory.Exists(folder))
        {
            faults.Add(new Fault(folder, null, null, "is there already"));
        }

        faults.ThrowIfAny();
    }

    private static string Render(string template, LanguageDraft draft) => TextTemplate.Parse(EmbeddedText.Read(template)).Render(new Dictionary<string, object>
    {
        ["id"] = draft.Id,
        ["name"] = draft.Name ?? $"{char.ToUpperInvariant(draft.Id[0])}{draft.Id[1..]}",
        ["file"] = draft.FileName,
        ["packages"] = string.Join(' ', draft.Packages),
        ["compile"] = Words(draft.Compile),
        ["run"] = Words(draft.Run),
        ["fill_in"] = LanguageBlanks.Mark,
        ["word"] = Language.WordMark,
    });

    // As a YAML list; JSON's strings are YAML's. Empty where there is no command.
    private static string Words(string? command) => string.Join(
        ", ", (command ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word.All(IsPlain) ? word : JsonSerializer.Serialize(word)));

    private static bool IsPlain(char character) => char.IsAsciiLetterOrDigit(character) || character is '_' or '.' or '/' or '-' or '+';

    private static void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
