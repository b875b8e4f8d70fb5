using PuppeteerSharp;

namespace CodeBench.EndToEnd.Tests;

/// <summary>A real browser without a screen, with one page open: what a reader of a report has.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];
    private readonly IBrowser _browser;
    private readonly List<string> _errors = [];
    private readonly List<string> _requests = [];

    private Browser(IBrowser browser, IPage page) => (_browser, Page) = (browser, page);

    /// <summary>The page.</summary>
    public IPage Page { get; }

    /// <summary>What the page's console said of errors.</summary>
    public IReadOnlyList<string> Errors => _errors;

    /// <summary>What the page asked for, itself included.</summary>
    public IReadOnlyList<string> Requests => _requests;

    /// <summary>Opens a file in a new browser; skips the running test where there is none.</summary>
    /// <param name="file">The page.</param>
    /// <param name="dark">Whether the reader likes it dark.</param>
    /// <param name="width">The window's width in pixels.</param>
    public static async Task<Browser> OpenAsync(string file, bool dark = false, int width = 1400)
    {
        var program = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
            .SelectMany(folder => Names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
        Assert.SkipWhen(program is null, "There is no Chromium here, and none could be installed.");
        var browser = await Puppeteer.LaunchAsync(new LaunchOptions
        {
            ExecutablePath = program,
            Args = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
            DefaultViewport = new ViewPortOptions { Width = width, Height = 900 },
        });
        var opened = new Browser(browser, await browser.NewPageAsync());
        opened.Page.Console += (_, message) =>
        {
            if (message.Message.Type is ConsoleType.Error or ConsoleType.Warning)
            {
                opened._errors.Add(message.Message.Text);
            }
        };
        opened.Page.PageError += (_, error) => opened._errors.Add(error.Message);
        opened.Page.Request += (_, request) => opened._requests.Add(request.Request.Url);
        await opened.Page.EmulateMediaFeaturesAsync([new MediaFeatureValue { MediaFeature = MediaFeature.PrefersColorScheme, Value = dark ? "dark" : "light" }]);
        await opened.Page.GoToAsync(new Uri(file).AbsoluteUri);
        await opened.Page.WaitForSelectorAsync("html[data-ready]");
        return opened;
    }

    /// <summary>The text of an element.</summary>
    public Task<string> TextAsync(string selector) => Page.EvaluateFunctionAsync<string>("s => document.querySelector(s).textContent", selector);

    /// <summary>How many elements there are.</summary>
    public Task<int> CountAsync(string selector) => Page.EvaluateFunctionAsync<int>("s => document.querySelectorAll(s).length", selector);

    /// <summary>Waits until the text of an element is one that the page will show.</summary>
    public async Task WaitForTextAsync(string selector, string text) =>
        await Page.WaitForFunctionAsync("(s, t) => document.querySelector(s)?.textContent.includes(t)", selector, text);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await _browser.DisposeAsync();
}
