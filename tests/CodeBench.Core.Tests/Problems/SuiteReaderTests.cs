using CodeBench.Core.Faults;
using CodeBench.Core.Problems;
using CodeBench.Testing;

namespace CodeBench.Core.Tests.Problems;

public sealed class SuiteReaderTests : IDisposable
{
    private const string Several = """
        name: tiny
        title: Tiny
        source: nowhere
        licence: free
        fields: { name: text, stops: texts }
        files:
          a.jsonl: { language: python }
          b.jsonl: { language: java }
        versions: [{ name: all, title: all of them, files: [a.jsonl, b.jsonl] }]
        task_id: "{{ name }}"
        styles: [{ name: completion, template: "{{ name }}", stop_field: stops, max_tokens: 5 }]
        code: "{{ completion }}"
        program: "{{ code }}"
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_RightFile_GivesAllThatItSays()
    {
        var suite = Read(SuiteText.Right);

        Assert.Equal("Tiny", suite.Title);
        Assert.Equal(["small"], suite.Aliases);
        Assert.Equal(["python"], suite.Languages);
        Assert.Equal("test", suite.DefaultVersion.Name);
        Assert.Equal(new SuiteName("tiny", null), suite.NameOf(suite.Versions[0]));
        Assert.Equal(new SuiteName("tiny", "all"), suite.NameOf(suite.Versions[1]));
        Assert.Equal(TimeSpan.FromSeconds(2), suite.Limits.CpuTime);
        Assert.Equal(TimeSpan.FromMilliseconds(500), suite.Limits.WallTime);
        Assert.Equal(["\nQ"], suite.Styles[0].StopSequences);
        Assert.Equal("\n\n", suite.Styles[0].ShotSeparator);
        Assert.Null(Assert.Single(suite.Files).Sha256);
        Assert.Null(suite.Variant);
        Assert.Equal("python", suite.OwnLanguage);
        Assert.Null(suite.SlowestReference);
    }

    [Fact]
    public void Read_SlowestReference_IsKept() =>
        Assert.Equal(
            new SlowestReference("Tiny/2", TimeSpan.FromSeconds(1.5)),
            Read(SuiteText.Right + "\nslowest_reference: { problem: Tiny/2, cpu: 1.5s }").SlowestReference);

    [Fact]
    public void Read_FieldsOfTheSuite_AreThoseOfFilesThatNameNone()
    {
        var suite = Read(Several);

        Assert.Equal(["python", "java"], suite.Languages);
        Assert.All(suite.Files, file => Assert.Equal(["name", "stops"], file.Fields.Select(field => field.Name)));
        Assert.Equal("stops", suite.Styles[0].StopField);
    }

    [Theory]
    [InlineData("a.jsonl: { language: python }", "a.jsonl: { records: 3 }", "files.a.jsonl.language", "missing")]
    [InlineData("stop_field: stops", "stop_field: name", "styles", "has no field name of type texts")]
    [InlineData("fields: { name: text, stops: texts }", "# none", "files.a.jsonl.fields", "missing")]
    public void Read_OneMistakeOfASuiteInSeveralLanguages_PointsAtIt(string right, string wrong, string field, string words)
    {
        Assert.Contains(right, Several);
        Assert.Contains(
            Assert.Throws<InvalidInputException>(() => Read(Several.Replace(right, wrong, StringComparison.Ordinal))).Faults,
            fault => fault.Field == field && fault.Message.Contains(words));
    }

    [Fact]
    public void Read_Chat_GivesAllThatItSays()
    {
        var style = Read(SuiteText.WithChat).Styles[1];

        Assert.Null(style.Template);
        Assert.Equal(
            ("Be {{ text }}.", "Q {{ text }}", "A:\n", "A:\n{{ solution }}"),
            (style.Chat!.System!.Source, style.Chat.User.Source, style.Chat.Assistant!.Source, style.ShotTemplate!.Source));
        Assert.Equal(4, style.TabWidth);
    }

    [Theory]
    [InlineData("user: ", "usr: ", "styles[1].chat.usr", "user")]
    [InlineData("Q {{ text }}\", assistant", "Q {{ question }}\", assistant", "styles", "(chat) does not fit the fields of tiny.jsonl")]
    [InlineData("    tab_width: 4\n", "    template: x\n", "styles[1].template", null)]
    [InlineData("tab_width: 4", "tab_width: 0", "styles[1].tab_width", "at least 1")]
    [InlineData("A:\\n{{ solution }}\" }", "x\", separator: y }", "styles[1].shots.separator", null)]
    public void Read_WrongChat_NamesTheField(string right, string wrong, string field, string? message)
    {
        Assert.Contains(right, SuiteText.WithChat);
        var faults = Assert.Throws<InvalidInputException>(() => Read(SuiteText.WithChat.Replace(right, wrong))).Faults;

        Assert.Contains(faults, fault => fault.Field == field && fault.Message.Contains(message ?? "", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("wordings: [{ name: a, template: x }, { name: a, template: y }]", "styles[1].wordings", "has a twice")]
    [InlineData("wordings: [{ name: A, template: x }]", "styles[1].wordings[0].name", "lower-case")]
    [InlineData("wordings: [{ name: a, template: '{{ question }}' }]", "styles", "question")]
    [InlineData("wordings: [{ name: a, chat: { user: x } }]", "styles[1].wordings[0].chat", "not known")]
    [InlineData("wordings: [{ name: a, template: x, shot_template: x }]", "styles[1].wordings[0].shot_template", "not known")]
    public void Read_WrongWording_NamesTheField(string wording, string field, string message)
    {
        var text = SuiteText.Right.Replace("    max_tokens: 5", "    max_tokens: 5\n    " + wording, StringComparison.Ordinal);
        var faults = Assert.Throws<InvalidInputException>(() => Read(text)).Faults;

        Assert.Contains(faults, fault => fault.Field == field && fault.Message.Contains(message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("title: Tiny", "titel: Tiny", 2, "titel", "Did you mean title?")]
    [InlineData("title: Tiny", "title: [a]", 2, "title", "text")]
    [InlineData("title: Tiny\n", "", 1, "title", "missing")]
    [InlineData("name: tiny", "name: other", 1, "name", "tiny")]
    [InlineData("    records: 3", "    records: three", 9, "files.tiny.jsonl.records", "number")]
    [InlineData("task_id: number", "task_id: numbr", 11, "files.tiny.jsonl.fields.task_id", "texts")]
    [InlineData("as: solution", "as: code", 13, "files.tiny.jsonl.fields.code", "another name")]
    [InlineData("absent: true", "absent: perhaps", 14, "files.tiny.jsonl.fields.extra.absent", "true or false")]
    [InlineData("max_tokens: 9", "max_tokens: 0", 31, "styles[0].max_tokens", "at least 1")]
    [InlineData("    max_tokens: 5", "    stop: []\n    max_tokens: 5", 34, "styles[1].stop", "stops")]
    [InlineData("wall: 500ms", "wall: 500", 37, "limits.wall", null)]
    [InlineData("wall: 500ms", "wall: soon", 37, "limits.wall", "10s")]
    [InlineData("{{ completion }}", "{{ completio }}", 35, "code", "completio")]
    [InlineData("{{ completion }}", "{{ completion", 35, "code", "Liquid")]
    [InlineData("Q {{ text }}\\nA \"", "Q {{ question }}\\nA \"", 27, "styles", "question")]
    [InlineData("files: [tiny.jsonl]\n    tasks", "files: [tiny.json]\n    tasks", 19, "versions[0].files", "tiny.jsonl")]
    [InlineData("records: 3", "sha256: abc", 9, "files.tiny.jsonl.sha256", "64")]
    [InlineData("records: 3", "url: http://example.org", 9, "files.tiny.jsonl.url", "https")]
    [InlineData("- name: all", "- name: test", 17, "versions", "twice")]
    [InlineData("limits: {", "slowest_reference: { problem: Tiny/2, cpu: 2s }\nlimits: {", 37, "slowest_reference", "less processor time")]
    [InlineData("limits: { cpu: 2s,", "slowest_reference: { problem: Tiny/2, cpu: 1s }\nlimits: {", 37, "slowest_reference", "limits.cpu")]
    [InlineData("limits: {", "slowest_reference: { problem: Tiny/2 }\nlimits: {", 37, "slowest_reference.cpu", "missing")]
    [InlineData("limits: {", "slowest_reference: { problem: Tiny/2, cpu: 1s, wall: 1s }\nlimits: {", 37, "slowest_reference.wall", "not known")]
    public void Read_OneMistake_PointsAtIt(string right, string wrong, int line, string field, string? words)
    {
        var text = SuiteText.Right.Replace(right, wrong, StringComparison.Ordinal);
        Assert.NotEqual(SuiteText.Right, text);
        if (words is null)
        {
            Assert.Equal(TimeSpan.FromSeconds(500), Read(text).Limits.WallTime);
            return;
        }

        var fault = Assert.Single(
            Assert.Throws<InvalidInputException>(() => Read(text)).Faults, fault => fault.Field == field && fault.Message.Contains(words));
        Assert.EndsWith("suite.yaml", fault.Where);
        Assert.Equal(line, fault.Line);
    }

    [Fact]
    public void Read_SeveralMistakes_ListsAllAtOnce()
    {
        var text = SuiteText.Right.Replace("title: Tiny", "colour: red").Replace("max_tokens: 9", "max_tokens: many").Replace("2s", "2x");

        var faults = Assert.Throws<InvalidInputException>(() => Read(text)).Faults;

        Assert.Equal(["title", "colour", "styles[0].max_tokens", "limits.cpu"], faults.Select(fault => fault.Field).Distinct(), Same);
    }

    [Theory]
    [InlineData("name: [", 2)]
    [InlineData("name: a\nname: b", 2)]
    [InlineData("- a list", null)]
    [InlineData("", null)]
    public void Read_NoYamlMapping_IsOneFault(string text, int? line)
    {
        var fault = Assert.Single(Assert.Throws<InvalidInputException>(() => Read(text)).Faults);
        Assert.Equal(line, fault.Line);
    }

    [Fact]
    public void Read_NoFile_IsAFault() => Assert.Throws<InvalidInputException>(() => SuiteReader.Read(_folder.PathOf("tiny")));

    private static bool Same(IEnumerable<string?> left, IEnumerable<string?> right) => left.Order().SequenceEqual(right.Order());

    private Suite Read(string text)
    {
        _folder.Write("tiny/suite.yaml", text);
        return SuiteReader.Read(_folder.PathOf("tiny"));
    }
}
