using CodeBench.Core.Faults;

namespace CodeBench.Core.Problems;

/// <summary>Reads problems/&lt;suite&gt;/suite.yaml, strictly: what it does not know it refuses.</summary>
public static class SuiteReader
{
    /// <summary>The file's name in a suite's folder.</summary>
    public const string FileName = "suite.yaml";

    /// <summary>Reads the suite of a folder.</summary>
    /// <exception cref="InvalidInputException">All that is wrong with the file, each with its line and field.</exception>
    public static Suite Read(string folder)
    {
        var faults = new FaultCollector();
        var map = YamlMap.Load(Path.Combine(folder, FileName), faults);
        var suite = map is null ? null : Read(map, Path.GetFullPath(folder));
        faults.ThrowIfAny();
        return suite!;
    }

    private static Suite Read(YamlMap map, string folder)
    {
        // Where every file names its own, the suite names none.
        var language = map.OptionalText("language");
        var files = SuiteFileReader.ReadAll(map, language);
        var tests = InputTestsReader.Read(map, files.Values);
        var suite = new Suite
        {
            Name = map.Text("name"),
            Title = map.Text("title"),
            Aliases = map.Texts("aliases"),
            Folder = folder,
            Source = map.Text("source"),
            Licence = map.Text("licence"),
            Versions = [.. map.SomeMaps("versions").Select(version => ReadVersion(version, files))],
            TaskId = SuiteTemplateReader.Read(map, "task_id"),
            EntryPoint = SuiteTemplateReader.ReadOptional(map, "entry_point"),
            Reference = SuiteTemplateReader.ReadOptional(map, "reference"),
            Styles = [.. map.SomeMaps("styles").Select(PromptStyleReader.Read)],
            Code = SuiteTemplateReader.Read(map, "code"),
            Program = tests is null ? SuiteTemplateReader.Read(map, "program") : SuiteTemplateReader.Parse(map, "tests", "{{ code }}"),
            Tests = tests,
            OwnLanguage = language,
            Variant = map.OptionalText("variant"),
            Limits = ReadLimits(map.OptionalMap("limits")),
            SlowestReference = ReadSlowest(map.OptionalMap("slowest_reference")),
        };
        map.RefuseTheRest();
        var name = Path.GetFileName(folder);
        if (suite.Name != name || !SuiteName.TryParse(suite.Name, out var parsed) || parsed.Version is not null)
        {
            map.Fail("name", $"must be the folder's name, {name}, in lower-case letters, digits, '+', '-', '.' and '_'.");
        }

        if (suite.SlowestReference is { } slowest && !(slowest.CpuTime < suite.Limits.CpuTime))
        {
            map.Fail("slowest_reference", "must take less processor time than limits.cpu, which must be there then.");
        }

        FailRepeated(map, "versions", suite.Versions.Select(version => version.Name));
        FailRepeated(map, "styles", suite.Styles.Select(style => style.Name));
        SuiteTemplateCheck.Run(map, suite);
        return suite;
    }

    private static SuiteVersion ReadVersion(YamlMap map, IReadOnlyDictionary<string, BenchmarkFile> files)
    {
        var names = map.SomeTexts("files");
        foreach (var name in names.Where(name => !files.ContainsKey(name)))
        {
            map.Fail("files", $"{name} is not among the suite's files. {Suggestion.For(name, files.Keys)}");
        }

        var range = map.OptionalMap("tasks");
        var version = new SuiteVersion
        {
            Name = map.Text("name"),
            Title = map.Text("title"),
            Files = [.. names.Where(files.ContainsKey).Select(name => files[name])],
            FirstTask = (int?)range?.Number("first", 0),
            LastTask = (int?)range?.Number("last", 0),
        };
        range?.RefuseTheRest();
        map.RefuseTheRest();
        if (version.Files.Select(file => file.Language).Distinct().Count() < version.Files.Count)
        {
            map.Fail("files", "has two files of the same language.");
        }

        return version;
    }

    private static SuiteLimits ReadLimits(YamlMap? map)
    {
        var limits = new SuiteLimits { WallTime = map?.OptionalTime("wall"), CpuTime = map?.OptionalTime("cpu"), Memory = map?.OptionalSize("memory") };
        map?.RefuseTheRest();
        return limits;
    }

    private static SlowestReference? ReadSlowest(YamlMap? map)
    {
        if (map is null)
        {
            return null;
        }

        var slowest = new SlowestReference(map.Text("problem"), map.Time("cpu"));
        map.RefuseTheRest();
        return slowest;
    }

    private static void FailRepeated(YamlMap map, string key, IEnumerable<string> names)
    {
        foreach (var group in names.GroupBy(name => name).Where(group => group.Count() > 1))
        {
            map.Fail(key, $"has {group.Key} twice.");
        }
    }
}
