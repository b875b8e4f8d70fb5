using CodeBench.Core.Completions;
using CodeBench.Core.Executions;
using CodeBench.Core.Languages;
using CodeBench.Core.Runs;
using CodeBench.Core.Tests.Pages;

namespace CodeBench.Core.Tests.Runs;

/// <summary>report.html holds every sample with all its texts, whatever they are, in whatever order the run's files have them.</summary>
public sealed class ReportingTests : IDisposable
{
    private const int Samples = 1500;
    private readonly RunFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact(Timeout = 60_000)]
    public async Task ManySamples_AllAreThere_EachWithItsOwnTexts()
    {
        using var folder = Judged(sample => sample % 2 == 0);
        await _fixture.ReportAsync(folder);
        var page = new PageReader(await File.ReadAllTextAsync(folder.PathOf("report.html"), TestContext.Current.CancellationToken));

        Assert.Equal(2 * Samples, page.Index.GetProperty("sample").GetArrayLength());
        var (completions, outputs) = (page.Texts("completions-0"), page.Texts("outputs-0"));
        Assert.True(page.ChunksOf("completions-0") > 1, "they are cut into chunks");
        foreach (var (task, sample) in new[] { ("Starter/0", 0), ("Starter/0", 1499), ("Starter/1", 7), ("Starter/1", 1499) })
        {
            var row = page.Row(task, sample);
            Assert.Equal(sample % 2 == 0 ? "passed" : "wrong_answer", page.Verdict(row));
            Assert.StartsWith($"    return '{task} {sample}'", completions[page.Column("completion", row)].GetProperty("text").GetString(), StringComparison.Ordinal);
            Assert.Equal($"output of {task} {sample}", outputs[page.Column("output", row)].GetProperty("stdout").GetString());
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task Program_IsTheFrameOfItsProblemAroundTheCode()
    {
        using var folder = Judged(_ => true);
        await _fixture.ReportAsync(folder);
        var page = new PageReader(await File.ReadAllTextAsync(folder.PathOf("report.html"), TestContext.Current.CancellationToken));
        var row = page.Row("Starter/1", 3);
        var frame = page.Problem(row).GetProperty("frame");
        Assert.StartsWith("def f1():\n", frame.GetProperty("head").GetString(), StringComparison.Ordinal);
        Assert.Contains("check(f1)", frame.GetProperty("tail").GetString(), StringComparison.Ordinal);
        Assert.False(page.Texts("completions-0")[page.Column("completion", row)].TryGetProperty("program", out _), "no program is there twice");
    }

    [Fact(Timeout = 60_000)]
    public async Task SuitesWhoseDataAreGone_HaveNoPrograms_AndThePageSaysWhy()
    {
        using var folder = Judged(_ => true);
        await RunFixture.Reporting.RunAsync(folder, [], "the file is gone");
        var html = await File.ReadAllTextAsync(folder.PathOf("report.html"), TestContext.Current.CancellationToken);
        Assert.Contains("Whole programs are not shown: the file is gone", html, StringComparison.Ordinal);
        Assert.False(new PageReader(html).Problem(0).TryGetProperty("frame", out _));
    }

    [Fact(Timeout = 60_000)]
    public async Task Texts_OfModelsAreNeverPartOfThePage()
    {
        const string Attack = "</script><script>alert(1)</script>{{ Title }}<img src=x onerror=alert(1)>";
        using var folder = Judged(_ => true, Attack);
        await _fixture.ReportAsync(folder);
        var html = await File.ReadAllTextAsync(folder.PathOf("report.html"), TestContext.Current.CancellationToken);
        Assert.DoesNotContain("alert(1)", html, StringComparison.Ordinal);
        Assert.Contains(Attack, new PageReader(html).Texts("completions-0")[0].GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task Page_AsksTheNetworkForNothing()
    {
        using var folder = Judged(_ => true);
        await _fixture.ReportAsync(folder);
        var html = await File.ReadAllTextAsync(folder.PathOf("report.html"), TestContext.Current.CancellationToken);
        Assert.Contains("default-src 'none'", html, StringComparison.Ordinal);
        Assert.DoesNotMatch("(?:src|href)=\"(?!#)", html);
    }

    [Fact(Timeout = 60_000)]
    public async Task Problems_SlowFlakyAndMapped_LeadToTheirSamples()
    {
        using var folder = Judged(sample => sample % 2 == 0);
        await _fixture.ReportAsync(folder);
        var html = await File.ReadAllTextAsync(folder.PathOf("report.html"), TestContext.Current.CancellationToken);
        Assert.Contains("title=\"Starter/1: 750 of 1500\"", html, StringComparison.Ordinal);
        Assert.Contains("<td>starter</td><td>python</td><td>3000</td><td>19</td><td>37</td><td>39</td>", html, StringComparison.Ordinal);
        Assert.Contains("<a href=\"#suite=starter&amp;language=python&amp;problem=Starter%2F0\">Starter/0</a></td><td>starter, python</td><td>750 of 1500</td>", html, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task Problems_WithoutAVerdict_AreNotTakenForFailed()
    {
        using var folder = Judged(_ => false);
        var executions = folder.Executions.Read().ToList();
        folder.Executions.Replace(executions.Select(execution => execution.TaskId == "Starter/1" ? execution with { Verdict = Verdict.SandboxFault } : execution));
        await _fixture.ReportAsync(folder);
        var html = await File.ReadAllTextAsync(folder.PathOf("report.html"), TestContext.Current.CancellationToken);
        Assert.Contains("0 always passed, 1 never, 1 without a verdict, of 2", html, StringComparison.Ordinal);
        Assert.Contains("title=\"Starter/1: no verdict\" class=\"unjudged\"", html, StringComparison.Ordinal);
        Assert.Contains("title=\"Starter/0: 0 of 1500\" class=\"never\"", html, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task Comparison_HasBothRunsBesideEachOther()
    {
        using var other = new RunFixture();
        using var a = Judged(_ => true);
        using var b = other.Begin(other.Plan(Samples - 1));
        Fill(other, b, sample => sample != 5, "", samples: Samples - 1);
        var path = a.PathOf("compare.html");
        await ComparisonStage.WriteHtmlAsync(ComparisonStage.Run(a, b, anyway: true), a, b, (_fixture.Suites, other.Suites), path);
        var html = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        var page = new PageReader(html);

        Assert.Contains(">lost<", html, StringComparison.Ordinal);
        var row = page.Row("Starter/1", 5);
        Assert.Equal(("passed", "wrong_answer"), (page.Verdict(row, 0), page.Verdict(row, 1)));
        Assert.Null(page.Verdict(page.Row("Starter/1", Samples - 1), 1));
        Assert.NotEmpty(page.Texts("outputs-1"));
    }

    [Fact(Timeout = 60_000)]
    public async Task Comparison_OfCompletionsAndWholePrograms_HasEachRunsOwnFrame()
    {
        using var other = new RunFixture();
        using var a = Judged(_ => true);
        using var b = other.Begin(other.Plan(Samples));
        Fill(other, b, _ => true, "", Samples);
        b.Completions.Replace(b.Completions.Read().ToList().Select(line => line with { Kind = SampleKind.Solution }));
        var path = a.PathOf("compare.html");
        await ComparisonStage.WriteHtmlAsync(ComparisonStage.Run(a, b, anyway: false), a, b, (_fixture.Suites, other.Suites), path);
        var page = new PageReader(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));

        var runs = page.Index.GetProperty("runs");
        Assert.StartsWith("def f0():\n", page.Problem(0).GetProperty("frame").GetProperty("head").GetString(), StringComparison.Ordinal);
        Assert.False(runs[0].TryGetProperty("problems", out _));
        Assert.DoesNotContain("def f0", runs[1].GetProperty("problems")[0].GetProperty("frame").GetProperty("head").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain(page.Texts("completions-1"), text => text.TryGetProperty("program", out _));
    }

    [Fact(Timeout = 60_000)]
    public async Task Answers_AreMarked_ForTheyAreNoCode()
    {
        using var folder = Judged(_ => true);
        folder.Completions.Replace(folder.Completions.Read().ToList().Select(line => line with { Kind = SampleKind.Answer }));
        await _fixture.ReportAsync(folder);
        var page = new PageReader(await File.ReadAllTextAsync(folder.PathOf("report.html"), TestContext.Current.CancellationToken));
        Assert.All(page.Texts("completions-0"), text => Assert.True(text.GetProperty("answer").GetBoolean()));
    }

    [Fact(Timeout = 60_000)]
    public async Task Page_WithoutScripts_SaysWhyNoSampleIsShown()
    {
        using var folder = Judged(_ => true);
        await _fixture.ReportAsync(folder);
        var html = await File.ReadAllTextAsync(folder.PathOf("report.html"), TestContext.Current.CancellationToken);
        Assert.Contains("<noscript>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("unpacking", html[..html.IndexOf("<script", StringComparison.Ordinal)], StringComparison.Ordinal);
    }

    private RunFolder Judged(Func<int, bool> passes, string more = "")
    {
        var folder = _fixture.Begin(_fixture.Plan(Samples));
        Fill(_fixture, folder, passes, more, Samples);
        return folder;
    }

    private static void Fill(RunFixture fixture, RunFolder folder, Func<int, bool> passes, string more, int samples)
    {
        var suite = fixture.Suites[0];
        var all = suite.Problems.SelectMany(problem => Enumerable.Range(0, samples).Select(sample => (problem.TaskId, Sample: sample))).ToList();
        folder.Prompts.Replace(suite.Prompts);
        folder.Completions.Replace(all.Select(item => new CompletionLine
        {
            Suite = suite.Set.Name,
            Language = suite.Language.Id,
            TaskId = item.TaskId,
            Sample = item.Sample,
            Kind = SampleKind.Completion,
            Raw = "",
            Completion = $"    return '{item.TaskId} {item.Sample}'\n{more}{new string('#', 100)}",
        }));
        // The last were judged first.
        folder.Executions.Replace(Enumerable.Reverse(all).Select(item => new Execution(
            suite.Set.Name,
            suite.Language.Id,
            item.TaskId,
            item.Sample,
            new Outcome
            {
                Verdict = passes(item.Sample) ? Verdict.Passed : Verdict.WrongAnswer,
                Stdout = $"output of {item.TaskId} {item.Sample}",
                CpuTime = TimeSpan.FromMilliseconds(item.Sample % 40),
            })));
        new ScoringStage(fixture.Observer).Run(folder);
    }
}
