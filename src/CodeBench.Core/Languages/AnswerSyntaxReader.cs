using CodeBench.Core.Faults;

namespace CodeBench.Core.Languages;

/// <summary>Reads what answers look like: part of language.yaml.</summary>
internal static class AnswerSyntaxReader
{
    /// <summary>The syntax; null where the language says nothing of it.</summary>
    public static AnswerSyntax? Read(YamlMap? map)
    {
        if (map is null)
        {
            return null;
        }

        var syntax = new AnswerSyntax
        {
            LineComments = map.Texts("line_comments"),
            BlockComments = [.. map.Maps("block_comments").Select(ReadBlock)],
            Import = PatternReader.ReadOptional(map, "import"),
            ImportLine = map.OptionalText("import_line"),
            HasClauses = map.Flag("clauses"),
        };
        map.RefuseTheRest();
        if (syntax is { ImportLine: not null, Import: null })
        {
            map.Fail("import_line", "has no import to write.");
        }

        return syntax;
    }

    private static (string Begin, string End) ReadBlock(YamlMap map)
    {
        var block = (map.Text("begin"), map.Text("end"));
        map.RefuseTheRest();
        return block;
    }
}
