using System.Text.Json;
using CodeBench.Generation.Chat.Jinja;
using CodeBench.Testing;

namespace CodeBench.Generation.Tests.Chat;

/// <summary>
/// templates.json: each construct that is known, with the text that Jinja2 3.1.6 gives, set up as transformers does (trim_blocks,
/// lstrip_blocks, loop controls, generation blocks, JSON that is not escaped); and what both refuse.
/// </summary>
public sealed class JinjaTemplateTests
{
    private static readonly DateTimeOffset Now = new(2024, 7, 26, 0, 0, 0, TimeSpan.Zero);

    private static readonly JsonElement Table = JsonDocument.Parse(
        File.ReadAllText(Repository.PathOf("tests", "CodeBench.Generation.Tests", "Chat", "templates.json"))).RootElement;

    public static TheoryData<string, string> Rendered => Rows("text");

    public static TheoryData<string, string> Refused => Rows("refused");

    [Theory]
    [MemberData(nameof(Rendered))]
    public void Render_Template_IsWhatJinja2Makes(string template, string text) =>
        Assert.Equal(text, JinjaTemplate.Parse(template).Render(JinjaValues.Of(Table.GetProperty("values")), Now));

    [Theory]
    [MemberData(nameof(Refused))]
    public void Render_WhatJinja2Refuses_SaysWhatIsWrongAndWhere(string template, string message)
    {
        var exception = Assert.Throws<JinjaException>(() => JinjaTemplate.Parse(template).Render(JinjaValues.Of(Table.GetProperty("values")), Now));

        Assert.Equal((message, 1), (exception.Message, exception.Line));
    }

    [Theory]
    [InlineData("a\n{{ 'x' }}\n{{ 'x'|nonsense }}", 3)]
    [InlineData("a\n{% if true %}\n{% nonsense %}", 3)]
    [InlineData("{#\n\n#}\n{{ missing.x }}", 4)]
    [InlineData("{{\n 1 +\n missing\n}}", 2)]
    [InlineData("a\r\nb\r\n{{ 'a' is nonsense }}", 3)]
    [InlineData("{% macro f() %}\n{{ 1 / 0 }}{% endmacro %}\n\n{{ f() }}", 2)]
    [InlineData("{% for x in [1] %}\n{{ x.y.z }}\n{% endfor %}", 2)]
    [InlineData("\n\n{{ 'open", 3)]
    public void Render_Fault_NamesItsLine(string template, int line)
    {
        var exception = Assert.Throws<JinjaException>(() => JinjaTemplate.Parse(template).Render(new Dictionary<string, object?>(), Now));

        Assert.Equal(line, exception.Line);
    }

    [Theory]
    [InlineData("{{ 'é'.encode('utf-8') }}", "encode")]
    [InlineData("{{ '%s' % 1 }}", "%")]
    [InlineData("{{ '{}'.format(1) }}", "format")]
    [InlineData("{{ {}.pop('a') }}", "pop")]
    [InlineData("{{ [].sort() }}", "sort")]
    [InlineData("{{ 1|round }}", "round")]
    [InlineData("{{ 'a'|urlencode }}", "urlencode")]
    [InlineData("{% for x in [] recursive %}{% endfor %}", "recursive")]
    [InlineData("{% call f() %}{% endcall %}", "call")]
    [InlineData("{% block a %}{% endblock %}", "block")]
    [InlineData("{{ cycler('a') }}", "cycler")]
    [InlineData("{{ '\\N{BULLET}' }}", "\\N")]
    [InlineData("{{ 9223372036854775807 + 1 }}", "64 bits")]
    [InlineData("{{ strftime_now('%U') }}", "%U")]
    public void Render_WhatPythonKnowsAndWeDoNot_IsRefusedByName(string template, string named)
    {
        var exception = Assert.Throws<JinjaException>(() => JinjaTemplate.Parse(template).Render(new Dictionary<string, object?>(), Now));

        Assert.Contains(named, exception.Message, StringComparison.Ordinal);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("{% for a in range(100000) %}{% for b in range(100000) %}{% endfor %}{% endfor %}")]
    [InlineData("{% set ns = namespace(s='ab') %}{% for i in range(100) %}{% set ns.s = ns.s + ns.s %}{% endfor %}")]
    [InlineData("{% set ns = namespace(s='ab') %}{% for i in range(100) %}{% set ns.s = ns.s ~ ns.s %}{% endfor %}")]
    [InlineData("{% set ns = namespace(l=[1]) %}{% for i in range(100) %}{% set ns.l = ns.l + ns.l %}{% endfor %}")]
    [InlineData("{% set ns = namespace(l=[1]) %}{% for i in range(100) %}{% set ns.l = [ns.l, ns.l] %}{% endfor %}{{ ns.l }}")]
    [InlineData("{% set ns = namespace(l=[1]) %}{% for i in range(100) %}{% set ns.l = [ns.l, ns.l] %}{% endfor %}{{ ns.l|tojson }}")]
    [InlineData("{% set n = namespace(a=[1], b=[1]) %}{% for i in range(90) %}{% set n.a = [n.a, n.a] %}{% set n.b = [n.b, n.b] %}{% endfor %}{{ n.a == n.b }}")]
    [InlineData("{% set l = [] %}{% set _ = l.append(l) %}{{ l }}")]
    [InlineData("{% set l = [1] %}{% for i in range(100000) %}{% set _ = l.extend(l) %}{% endfor %}")]
    [InlineData("{{ 'a' * 1000000000000 }}")]
    [InlineData("{{ [1] * 1000000000 }}")]
    [InlineData("{{ ('a' * 100000)|replace('a', 'b' * 100000) }}")]
    [InlineData("{{ 'a'|indent(1000000000) }}")]
    [InlineData("{{ 'a'.zfill(1000000000) }}")]
    [InlineData("{{ ['a'] * 100000 | join('b' * 100000) }}")]
    [InlineData("{{ (['b' * 100000] * 100000) | join }}")]
    [InlineData("{% set s = 'a' * 10000000 %}{% for i in range(100000) %}{{ 'b' in s }}{% endfor %}")]
    [InlineData("{{ (['a' * 10000000] * 100000) | map('upper') | list }}")]
    [InlineData("{{ (['a' * 10000000, 'a' * 9999999] * 50000) | sort }}")]
    [InlineData("{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}")]
    [InlineData("{% macro f(n) %}{{ f(n + 1) }}{{ f(n + 1) }}{% endmacro %}{{ f(0) }}")]
    [InlineData("{{ range(10 ** 18) }}")]
    [InlineData("{{ 9 ** 999999999 }}")]
    public async Task Render_HostileTemplate_IsEndedSoon(string template)
    {
        // Of its own thread: what it is refused for must not be the test runner's stack.
        var rendering = Task.Run(
            () => JinjaTemplate.Parse(template).Render(new Dictionary<string, object?>(), Now), TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<JinjaException>(() => rendering);
    }

    [Theory]
    [InlineData("{{ ", "(", "1", ")", " }}")]
    [InlineData("{{ ", "[", "", "]", " }}")]
    [InlineData("{{ ", "not ", "1", "", " }}")]
    [InlineData("{{ ", "- ", "1", "", " }}")]
    [InlineData("{{ 1", " + 1", "", "", " }}")]
    [InlineData("{{ 1", "|string", "", "", " }}")]
    [InlineData("", "{% if 1 %}", "", "{% endif %}", "")]
    [InlineData("{{ ", "1 if 1 else ", "2", "", " }}")]
    public void Parse_TooDeepTemplate_IsRefusedOrRendered(string begin, string open, string middle, string close, string end)
    {
        const int Depth = 50_000;
        var template = begin + string.Concat(Enumerable.Repeat(open, Depth)) + middle + string.Concat(Enumerable.Repeat(close, Depth)) + end;

        var exception = Record.Exception(() => JinjaTemplate.Parse(template).Render(new Dictionary<string, object?>(), Now));

        Assert.True(exception is null or JinjaException, exception?.ToString());
    }

    [Fact]
    public void Parse_VeryLongTemplate_IsRefused() => Assert.Throws<JinjaException>(() => JinjaTemplate.Parse(new string('a', (1 << 20) + 1)));

    private static TheoryData<string, string> Rows(string field)
    {
        var rows = Table.GetProperty("cases").EnumerateArray().Where(row => row.TryGetProperty(field, out _))
            .Select(row => (row.GetProperty("template").GetString()!, row.GetProperty(field).GetString()!));
        return [.. rows];
    }
}
