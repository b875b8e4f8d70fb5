using CodeBench.Bench.Setup;
using PuppeteerSharp;

namespace CodeBench.Bench.Pages;

/// <summary>How long a reader of a report waits, in seconds.</summary>
/// <param name="Open">From asking for the page to its samples being listed and the first one open.</param>
/// <param name="Filter">Until another verdict's samples are listed.</param>
/// <param name="Last">Until the last sample is open: its texts are in chunks that were not unpacked before.</param>
/// <param name="Search">Until all texts have been searched.</param>
internal sealed record PageTimes(double Open, double Filter, double Last, double Search)
{
    private const int MostMilliseconds = 120_000;

    /// <summary>What each is called.</summary>
    public static IReadOnlyList<(string Name, Func<PageTimes, double> Seconds)> Columns { get; } =
    [
        ("open the page", times => times.Open),
        ("list the samples of one verdict", times => times.Filter),
        ("open the last sample", times => times.Last),
        ("search all texts", times => times.Search),
    ];

    /// <summary>Opens a page in a new browser, and uses it.</summary>
    /// <exception cref="BenchFailedException">There is no browser.</exception>
    public static async Task<PageTimes> MeasureAsync(string file, TimeProvider time)
    {
        var program = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Select(folder => Path.Combine(folder, "chromium")).FirstOrDefault(File.Exists)
            ?? throw new BenchFailedException("there is no chromium on PATH: apt-get install chromium");
        await using var browser = await Puppeteer.LaunchAsync(new LaunchOptions
        {
            ExecutablePath = program,
            Args = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        var page = await browser.NewPageAsync();
        page.DefaultTimeout = MostMilliseconds;
        async Task<double> Take(Func<Task> act, string until)
        {
            var start = time.GetTimestamp();
            await act();
            await page.WaitForFunctionAsync(until);
            return time.GetElapsedTime(start).TotalSeconds;
        }

        const string Count = "document.querySelector('#count').textContent";
        var open = await Take(() => page.GoToAsync(new Uri(file).AbsoluteUri), "() => document.querySelector('#sample h3')");
        var before = await page.EvaluateExpressionAsync<string>(Count);
        var filter = await Take(() => page.SelectAsync("select[name=verdict]", "runtime_error"), $"() => {Count} !== '{before}'");
        var first = await page.EvaluateExpressionAsync<string>("document.querySelector('#sample h3').textContent");
        await page.FocusAsync("#list");
        var last = await Take(() => page.Keyboard.PressAsync("End"), $"() => document.querySelector('#sample h3').textContent !== '{first}'");
        await page.SelectAsync("select[name=verdict]", "");
        var search = await Take(
            () => page.EvaluateExpressionAsync("{ const form = document.forms.filters; form.elements.text.value = 'no text has this'; form.dispatchEvent(new Event('input')); }"),
            $"() => {Count}.startsWith('0 of') && !{Count}.includes('searching')");
        return new PageTimes(open, filter, last, search);
    }
}
