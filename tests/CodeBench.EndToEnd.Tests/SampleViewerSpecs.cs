using System.Text.Json.Nodes;
using CodeBench.Testing;

namespace CodeBench.EndToEnd.Tests;

/// <summary>The viewer of samples in a real browser: what a reader does beyond opening a report.</summary>
[Trait("Category", "Container")]
public sealed class SampleViewerSpecs : IDisposable
{
    private const string Selected = "document.querySelector('#rows [aria-selected=true]').textContent";
    private readonly TemporaryFolder _folder = new();
    private readonly StarterRuns _runs;

    public SampleViewerSpecs() => _runs = new StarterRuns(_folder);

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = 180_000)]
    public async Task Comparison_WhatARunLacksOrCouldNotJudge_IsNeitherLostNorWon()
    {
        var token = TestContext.Current.CancellationToken;
        var a = await _runs.EvaluateAsync("a", _ => true, token);
        var b = await _runs.EvaluateAsync("b", number => number == 5 ? [] : [number == 4 ? StarterRuns.Wrong(number) : StarterRuns.Right(number), StarterRuns.Wrong(number)], token);
        Change(Path.Combine(b, "executions.jsonl"), 6, 0, execution => execution["verdict"] = "sandbox_fault");
        await using var browser = await Browser.OpenAsync(await CompareAsync(a, b, token));
        await browser.Page.SelectAsync("select[name=change]", "lost");
        await browser.WaitForTextAsync("#count", "1 of ");
        await browser.WaitForTextAsync("#sample h3", StarterRuns.Problems[4].Field("task_id"));
        await browser.Page.SelectAsync("select[name=change]", "won");
        await browser.WaitForTextAsync("#count", "0 of ");
        Assert.Contains("1 problems lack a verdict", await browser.TextAsync(".remark"), StringComparison.Ordinal);
        Assert.Empty(browser.Errors);
    }

    [Fact(Timeout = 180_000)]
    public async Task Comparison_OfCompletionsAndWholePrograms_PutsEachTogetherAsItWas()
    {
        var token = TestContext.Current.CancellationToken;
        var a = await _runs.EvaluateAsync("a", number => [StarterRuns.Right(number)], token);
        var b = await _runs.EvaluateAsync("b", number => [StarterRuns.Problems[number].Field("prompt") + StarterRuns.Right(number)], token, "solution");
        await using var browser = await Browser.OpenAsync(await CompareAsync(a, b, token));
        await browser.WaitForTextAsync("#sample h3", StarterRuns.Problems[0].Field("task_id"));
        var counts = await browser.Page.EvaluateExpressionAsync<int[]>(
            "[...document.querySelectorAll('#sample .side')].map(side => [...side.querySelectorAll('details')].find(item => item.firstChild.textContent === 'program')"
            + ".lastChild.textContent.split('def longest_dry_spell').length - 1)");
        Assert.Equal([1, 1], counts);
        Assert.Empty(browser.Errors);
    }

    [Fact(Timeout = 180_000)]
    public async Task Search_LooksIntoWhatIsShown_AndIntoNothingElse()
    {
        var token = TestContext.Current.CancellationToken;
        var run = await _runs.EvaluateAsync("run", _ => true, token);
        Change(Path.Combine(run, "executions.jsonl"), 3, 1, execution => execution["tests"] = new JsonObject { ["passed"] = 0, ["failed"] = 1, ["first_failure"] = "a thimble" });
        Change(Path.Combine(run, "completions.jsonl"), 3, 1, completion => (completion["tokens"], completion["finish_reason"]) = (7, "length"));
        await Codebench.JsonAsync(0, ["report", run], token);
        await using var browser = await Browser.OpenAsync(Path.Combine(run, "report.html"));
        await SearchAsync(browser, "THIMBLE");
        await browser.WaitForTextAsync("#count", "1 of ");
        await browser.WaitForTextAsync("#sample", "first failure");

        // A name of a function stands in the prompt and in the tests.
        await SearchAsync(browser, "longest_dry_spell");
        await browser.WaitForTextAsync("#count", "2 of ");

        // Why a sequence ended is no text, and this word stands in no other.
        await SearchAsync(browser, "length");
        await browser.WaitForTextAsync("#count", "0 of ");
        await browser.WaitForTextAsync("#sample", "No sample is like that.");
        Assert.Empty(browser.Errors);
    }

    [Fact(Timeout = 180_000)]
    public async Task Search_ThatGoesOn_LeavesTheReaderWhereTheyAre()
    {
        var padding = new string('#', 60_000);
        var token = TestContext.Current.CancellationToken;
        var run = await _runs.EvaluateAsync("run", number => [$"    return 'thimble-{number}'  {padding}\n"], token);
        await using var browser = await Browser.OpenAsync(Path.Combine(run, "report.html"));
        var page = browser.Page;

        // Every chunk of texts waits until the test lets it go, and each look at the clock is a second later.
        await page.EvaluateExpressionAsync(
            "(() => { const text = Response.prototype.text; window.waiting = [];"
            + " Response.prototype.text = function () { return new Promise((go) => waiting.push(go)).then(() => text.call(this)); };"
            + " let now = 0; performance.now = () => (now += 1000); })()");
        await page.SelectAsync("select[name=order]", "");
        await page.EvaluateExpressionAsync("(form => { form.elements.text.value = 'thimble'; form.dispatchEvent(new Event('input')); })(document.forms.filters)");
        for (var chunk = 0; chunk < 2; chunk++)
        {
            await page.WaitForFunctionAsync("() => waiting.length > 0");
            await page.EvaluateExpressionAsync("waiting.splice(0).forEach((go) => go())");
        }

        await browser.WaitForTextAsync("#count", "so far");
        await page.FocusAsync("#list");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("ArrowDown");
        var (chosen, count) = (await page.EvaluateExpressionAsync<string>(Selected), await browser.TextAsync("#count"));
        Assert.Contains(StarterRuns.Problems[2].Field("task_id"), chosen, StringComparison.Ordinal);
        await page.EvaluateExpressionAsync("(() => { const go = () => { waiting.splice(0).forEach((one) => one()); requestAnimationFrame(go); }; go(); })()");
        await browser.WaitForTextAsync("#count", $"{StarterRuns.Problems.Count} of {StarterRuns.Problems.Count} samples");
        Assert.NotEqual(count, await browser.TextAsync("#count"));
        Assert.Equal(chosen, await page.EvaluateExpressionAsync<string>(Selected));
        Assert.Empty(browser.Errors);
    }

    [Fact(Timeout = 180_000)]
    public async Task Link_LeadsToItsSamplesEachTime()
    {
        var run = await _runs.EvaluateAsync("run", _ => true, TestContext.Current.CancellationToken);
        await using var browser = await Browser.OpenAsync(Path.Combine(run, "report.html"));
        await browser.Page.ClickAsync(".map a:nth-child(3)");
        await browser.WaitForTextAsync("#count", "2 of ");
        await browser.Page.EvaluateExpressionAsync("(form => { form.reset(); form.dispatchEvent(new Event('input')); })(document.forms.filters)");
        await browser.WaitForTextAsync("#count", $"{2 * StarterRuns.Problems.Count} of ");
        await browser.Page.ClickAsync(".map a:nth-child(3)");
        await browser.WaitForTextAsync("#count", "2 of ");
        Assert.Empty(browser.Errors);
    }

    [Fact(Timeout = 180_000)]
    public async Task Browser_ThatCannotUnpack_IsToldSo()
    {
        var run = await _runs.EvaluateAsync("run", _ => true, TestContext.Current.CancellationToken);
        await using var browser = await Browser.OpenAsync(Path.Combine(run, "report.html"));
        await browser.Page.EvaluateFunctionOnNewDocumentAsync("() => { delete window.DecompressionStream; }");
        await browser.Page.ReloadAsync();
        await browser.WaitForTextAsync("#count", "DecompressionStream");
    }

    private static async Task SearchAsync(Browser browser, string text) => await browser.Page.EvaluateFunctionAsync(
        "text => { const form = document.forms.filters; form.elements.text.value = text; form.dispatchEvent(new Event('input')); }", text);

    private async Task<string> CompareAsync(string a, string b, CancellationToken cancellationToken)
    {
        var file = _folder.PathOf("compare.html");
        await Codebench.JsonAsync(0, ["compare", a, b, "--html", file], cancellationToken);
        return file;
    }

    // A line of a run's file, as other machines, models and suites would have written it.
    private static void Change(string path, int problem, int sample, Action<JsonObject> change)
    {
        var lines = Samples.Read(path);
        change(lines.Single(line => line.Field("task_id") == StarterRuns.Problems[problem].Field("task_id") && line["sample"]!.GetValue<int>() == sample));
        File.WriteAllText(path, Samples.Lines(lines));
    }
}
