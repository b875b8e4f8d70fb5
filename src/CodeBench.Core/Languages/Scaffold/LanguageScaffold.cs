using System.Text;
using System.Text.Json;
using CodeBench.Core.Faults;
using Fluid;

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

    private static string Render(string template, LanguageDraft draft)
    {
        using var stream = typeof(LanguageScaffold).Assembly.GetManifestResourceStream(template)
            ?? throw new InvalidOperationException($"The template {template} is not part of the assembly.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var parsed = new FluidParser().Parse(reader.ReadToEnd());
        var context = new TemplateContext();
        context.SetValue("id", draft.Id);
        context.SetValue("name", draft.Name ?? $"{char.ToUpperInvariant(draft.Id[0])}{draft.Id[1..]}");
        context.SetValue("file", draft.FileName);
        context.SetValue("packages", string.Join(' ', draft.Packages));
        context.SetValue("compile", Words(draft.Compile));
        context.SetValue("run", Words(draft.Run));
        context.SetValue("fill_in", LanguageBlanks.Mark);
        context.SetValue("word", Language.WordMark);
        return parsed.Render(context);
    }

    // As a YAML list; JSON's strings are YAML's.
    private static string? Words(string? command) => command is null
        ? null
        : string.Join(", ", command.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word.All(IsPlain) ? word : JsonSerializer.Serialize(word)));

    private static bool IsPlain(char character) => char.IsAsciiLetterOrDigit(character) || character is '_' or '.' or '/' or '-' or '+';

    private static void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
