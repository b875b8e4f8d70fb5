using System.Text.Json.Nodes;
using CodeBench.Testing;

namespace CodeBench.EndToEnd.Tests;

/// <summary>The report in a real browser: every sample can be found and read, and nothing leaves the page.</summary>
[Trait("Category", "Container")]
public sealed class ReportSpecs : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = 180_000)]
    public async Task Report_FiltersSearchesAndOpensSamples()
    {
        var run = await EvaluateAsync("run", number => number % 2 == 0, TestContext.Current.CancellationToken);
        await using var browser = await Browser.OpenAsync(Path.Combine(run, "report.html"));
        var page = browser.Page;
        var problems = Problems().Count;
        await browser.WaitForTextAsync("#count", $"{2 * problems} of {2 * problems} samples");

        // Failures stand first, and the first of them is open.
        await browser.WaitForTextAsync("#sample h3", "starter in python, sample 1");
        Assert.Contains("needle-0", await browser.TextAsync("#sample"), StringComparison.Ordinal);

        await page.SelectAsync("select[name=verdict]", "passed");
        await browser.WaitForTextAsync("#count", $"{problems / 2} of {2 * problems} samples");
        Assert.Equal(0, await browser.CountAsync("#rows .badge.wrong_answer"));

        await page.SelectAsync("select[name=verdict]", "");
        await page.TypeAsync("input[name=text]", "'needle-4'");
        await browser.WaitForTextAsync("#count", $"1 of {2 * problems} samples");
        await browser.WaitForTextAsync("#sample h3", Problems()[4].Field("task_id"));
        Assert.Contains("assert", await page.EvaluateFunctionAsync<string>(
            "() => [...document.querySelectorAll('#sample details')].find(item => item.firstChild.textContent === 'program').lastChild.textContent"), StringComparison.Ordinal);

        // By keys alone.
        await page.Keyboard.PressAsync("Escape");
        await page.EvaluateExpressionAsync("document.forms.filters.reset()");
        await page.EvaluateExpressionAsync("document.forms.filters.dispatchEvent(new Event('input'))");
        await browser.WaitForTextAsync("#count", $"{2 * problems} of");
        await page.FocusAsync("#list");
        await page.Keyboard.PressAsync("ArrowDown");
        await browser.WaitForTextAsync("#sample", "needle-1");
        await page.Keyboard.PressAsync("End");
        await browser.WaitForTextAsync("#sample h3", Problems()[^2].Field("task_id"));

        // A square of the map leads to its problem's samples.
        await page.ClickAsync(".map a:nth-child(3)");
        await browser.WaitForTextAsync("#count", $"2 of {2 * problems} samples");
        await browser.WaitForTextAsync("#sample h3", Problems()[2].Field("task_id"));

        Assert.Empty(browser.Errors);
        Assert.Single(browser.Requests.Distinct());
    }

    [Fact(Timeout = 180_000)]
    public async Task Report_IsDarkForWhoLikesItDark_AndFitsANarrowWindow()
    {
        var run = await EvaluateAsync("run", _ => true, TestContext.Current.CancellationToken);
        const string Back = "getComputedStyle(document.body).backgroundColor";
        await using var light = await Browser.OpenAsync(Path.Combine(run, "report.html"));
        await using var dark = await Browser.OpenAsync(Path.Combine(run, "report.html"), dark: true, width: 400);
        Assert.Equal("rgb(255, 255, 255)", await light.Page.EvaluateExpressionAsync<string>(Back));
        Assert.Equal("rgb(13, 17, 23)", await dark.Page.EvaluateExpressionAsync<string>(Back));
        Assert.True(await dark.Page.EvaluateExpressionAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "the page is wider than its window");
        Assert.Empty(light.Errors.Concat(dark.Errors));
    }

    [Fact(Timeout = 180_000)]
    public async Task Comparison_ShowsBothRunsSideBySide_FlipsFirst()
    {
        var a = await EvaluateAsync("a", _ => true, TestContext.Current.CancellationToken);
        var b = await EvaluateAsync("b", number => number != 4, TestContext.Current.CancellationToken);
        var file = _folder.PathOf("compare.html");
        await Codebench.JsonAsync(0, ["compare", a, b, "--html", file], TestContext.Current.CancellationToken);
        await using var browser = await Browser.OpenAsync(file);
        await browser.WaitForTextAsync("#sample h3", Problems()[4].Field("task_id"));
        Assert.Equal(2, await browser.CountAsync("#sample .side"));
        Assert.Contains("needle-4", await browser.TextAsync("#sample .side:nth-child(2)"), StringComparison.Ordinal);
        Assert.DoesNotContain("needle-4", await browser.TextAsync("#sample .side:nth-child(1)"), StringComparison.Ordinal);
        await browser.Page.SelectAsync("select[name=change]", "lost");
        await browser.WaitForTextAsync("#count", "1 of ");
        await browser.Page.SelectAsync("select[name=change]", "won");
        await browser.WaitForTextAsync("#count", "0 of ");
        await browser.WaitForTextAsync("#sample", "No sample is like that.");
        Assert.Empty(browser.Errors);
        Assert.Single(browser.Requests.Distinct());
    }

    private static IReadOnlyList<JsonObject> Problems() => StarterRuns.Problems;

    private Task<string> EvaluateAsync(string name, Func<int, bool> isRight, CancellationToken cancellationToken) =>
        new StarterRuns(_folder).EvaluateAsync(name, isRight, cancellationToken);
}
