using System.Text.RegularExpressions;
using CodeBench.Core.Faults;

namespace CodeBench.Core.Problems;

/// <summary>Reads the files: part of suite.yaml.</summary>
internal static partial class SuiteFileReader
{
    /// <summary>The files by name.</summary>
    public static IReadOnlyDictionary<string, BenchmarkFile> ReadAll(YamlMap suite, string? language)
    {
        var files = new Dictionary<string, BenchmarkFile>(StringComparer.Ordinal);
        var shared = suite.OptionalMap("fields");
        if (suite.Map("files") is { } map)
        {
            foreach (var name in map.Keys)
            {
                if (name != Path.GetFileName(name))
                {
                    map.Fail(name, "must be a plain file name, without folders.");
                }

                if (map.Map(name) is { } file)
                {
                    files.Add(name, Read(file, name, language, shared));
                }
            }
        }

        return files;
    }

    private static BenchmarkFile Read(YamlMap map, string name, string? language, YamlMap? shared)
    {
        var file = new BenchmarkFile
        {
            Name = name,
            Language = language is null ? map.Text("language") : map.OptionalText("language") ?? language,
            Variant = map.OptionalText("variant"),
            Url = ReadUrl(map),
            Sha256 = ReadHash(map, "sha256"),
            Size = map.OptionalNumber("size", 1),
            ContentSha256 = ReadHash(map, "content_sha256"),
            ContentSize = map.OptionalNumber("content_size", 1),
            Records = (int?)map.OptionalNumber("records", 1),
            Fields = ReadFields(map, shared),
        };
        file = file with { Unsolvable = UnsolvableReader.ReadAll(map, file.Fields) };
        map.RefuseTheRest();
        if (file.Sha256 is null != file.Size is null)
        {
            map.Fail("sha256", "and size must both be given, or neither (for a file that ships in the suite's folder).");
        }

        if (file.ContentSha256 is null != file.ContentSize is null)
        {
            map.Fail("content_sha256", "and content_size must both be given, or neither.");
        }

        if (file.Url is not null && file.Sha256 is null)
        {
            map.Fail("sha256", "is missing: what is downloaded must be checked.");
        }

        // A file that is not compressed is its own content.
        return file.ContentSha256 is null && !name.EndsWith(".gz", StringComparison.Ordinal)
            ? file with { ContentSha256 = file.Sha256, ContentSize = file.Size }
            : file;
    }

    // What a file does not say of its fields, the suite says for all of its files.
    private static List<RecordField> ReadFields(YamlMap map, YamlMap? shared)
    {
        var fields = new List<RecordField>();
        if ((shared is null ? map.Map("fields") : map.OptionalMap("fields") ?? shared) is not { } all)
        {
            return fields;
        }

        foreach (var name in all.Keys)
        {
            var form = all.IsMap(name) ? all.Map(name) : null;
            var type = (form?.Text("type") ?? all.Text(name)) switch
            {
                "text" => FieldType.Text,
                "number" => FieldType.Number,
                "texts" => FieldType.Texts,
                "json" => FieldType.Json,
                _ => (FieldType?)null,
            };
            if (type is null)
            {
                all.Fail(name, "must be of type text, number, texts or json.");
            }

            fields.Add(new RecordField(name, type ?? FieldType.Text, form?.OptionalText("as") ?? name, form?.Flag("absent") ?? false));
            form?.RefuseTheRest();
            if (fields[^1].As is "code" or "completion")
            {
                all.Fail(name, $"must have another name in templates (as: ...): {fields[^1].As} stands for what the model wrote.");
            }
        }

        foreach (var twice in fields.GroupBy(field => field.As).Where(group => group.Count() > 1))
        {
            map.Fail("fields", $"gives two fields the name {twice.Key}.");
        }

        return fields;
    }

    private static Uri? ReadUrl(YamlMap map)
    {
        if (map.OptionalText("url") is not { } text)
        {
            return null;
        }

        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttps)
        {
            return url;
        }

        map.Fail("url", "must be an https address.");
        return null;
    }

    private static string? ReadHash(YamlMap map, string key)
    {
        var text = map.OptionalText(key);
        if (text is not null && !Hash().IsMatch(text))
        {
            map.Fail(key, "must be a SHA-256: 64 hexadecimal digits in lower case.");
        }

        return text;
    }

    [GeneratedRegex(@"\A[0-9a-f]{64}\z")]
    private static partial Regex Hash();
}
