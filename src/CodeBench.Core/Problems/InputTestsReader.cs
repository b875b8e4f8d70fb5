using CodeBench.Core.Faults;

namespace CodeBench.Core.Problems;

/// <summary>Reads the tests: part of suite.yaml.</summary>
internal static class InputTestsReader
{
    private const string Key = "tests";

    /// <summary>The tests; null where the suite has none of this kind.</summary>
    /// <param name="suite">The suite's map.</param>
    /// <param name="files">The suite's files, whose JSON fields the tests may name.</param>
    public static InputTests? Read(YamlMap suite, IEnumerable<BenchmarkFile> files)
    {
        if (suite.OptionalMap(Key) is not { } map)
        {
            return null;
        }

        var fields = files.Select(file => file.Fields.Where(field => field.Type == FieldType.Json).Select(field => field.As).ToList()).ToList();
        var tests = new InputTests
        {
            Groups = [.. map.SomeMaps("groups").Select(group => ReadGroup(group, fields))],
            Limits = ReadLimits(map),
            Tolerance = map.OptionalText("tolerance"),
            Rules = [.. map.Maps("rules").Select(ReadRule)],
        };
        if (tests.Tolerance is { } tolerance)
        {
            RequireField(map, "tolerance", tolerance, fields);
        }

        foreach (var twice in tests.Groups.GroupBy(group => group.Name).Where(group => group.Count() > 1))
        {
            map.Fail("groups", $"has {twice.Key} twice.");
        }

        map.RefuseTheRest();
        return tests;
    }

    private static InputGroup ReadGroup(YamlMap map, List<List<string>> fields)
    {
        var group = new InputGroup(map.Text("name"), map.Text("inputs"));
        RequireField(map, "inputs", group.Field, fields);
        if (group.Name.Length > 0 && !group.Name.All(char.IsAsciiLetterOrDigit))
        {
            map.Fail("name", "must be of letters and digits: it becomes part of a score's name.");
        }

        map.RefuseTheRest();
        return group;
    }

    private static InputLimits ReadLimits(YamlMap tests)
    {
        var map = tests.Map("limits");
        var limits = new InputLimits
        {
            Least = map?.Time("least") ?? default,
            Factor = (int?)map?.Number("factor", 1) ?? 1,
            Most = map?.Time("most") ?? default,
            Margin = map?.Time("margin") ?? default,
            WallFactor = (int?)map?.Number("wall_factor", 1) ?? 1,
        };
        map?.RefuseTheRest();
        return limits;
    }

    private static InputRule ReadRule(YamlMap map)
    {
        var rule = new InputRule(map.SomeTexts("tasks"), map.OptionalText("restore"), map.OptionalJson("oracle"));
        if (rule.Restore is null && rule.Oracle is null)
        {
            map.Fail("tasks", "have no rule: neither restore nor oracle is there.");
        }

        map.RefuseTheRest();
        return rule;
    }

    private static void RequireField(YamlMap map, string key, string field, List<List<string>> fields)
    {
        if (field.Length > 0 && fields.Find(names => !names.Contains(field)) is { } names)
        {
            map.Fail(key, $"{field} is no field of type json in each of the suite's files. {Suggestion.For(field, names)}");
        }
    }
}
