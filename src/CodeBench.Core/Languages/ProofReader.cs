using CodeBench.Core.Faults;

namespace CodeBench.Core.Languages;

/// <summary>Reads how the proof of a pass comes into a program: part of language.yaml.</summary>
internal static class ProofReader
{
    /// <summary>The language with what the file says of the proof.</summary>
    public static Language Read(YamlMap map, Language language)
    {
        language = language with
        {
            Epilogue = map.OptionalText("epilogue") ?? "",
            EpiloguePlace = PatternReader.ReadOptional(map, "epilogue_before"),
            Control = map.OptionalText("control") ?? "",
            Rewrites = [.. map.Maps("rewrites").Select(ReadRewrite)],
            Companions = [.. map.Maps("companions").Select(companion => ReadCompanion(companion, language.FileName))],
        };
        Check(map, language);
        return language;
    }

    private static TextRewrite ReadRewrite(YamlMap map)
    {
        var rewrite = new TextRewrite(PatternReader.Read(map, "pattern"), map.Text("replacement"));
        map.RefuseTheRest();
        return rewrite;
    }

    private static CompanionFile ReadCompanion(YamlMap map, string program)
    {
        var file = new CompanionFile(map.FileName("name"), map.Text("content"), PatternReader.ReadOptional(map, "capture"));
        map.RefuseTheRest();
        if (file.Name == program)
        {
            map.Fail("name", "must not be the program's.");
        }

        return file;
    }

    private static void Check(YamlMap map, Language language)
    {
        var isInEpilogue = language.Epilogue.Contains(Language.WordMark, StringComparison.Ordinal);
        if (!isInEpilogue && !language.Companions.Any(companion => companion.HasWord))
        {
            map.Fail("epilogue", $"must print the proof word, or a companion must: {Language.WordMark} stands for it.");
        }

        foreach (var twice in language.Companions.GroupBy(companion => companion.Name).Where(group => group.Count() > 1))
        {
            map.Fail("companions", $"has {twice.Key} twice.");
        }
    }
}
