using System.Text.Json;
using System.Text.Json.Nodes;
using CliWrap;
using CliWrap.Buffered;
using CodeBench.Testing;

namespace CodeBench.EndToEnd.Tests;

/// <summary>The command against a server that speaks the OpenAI API, as a user runs it.</summary>
public sealed class EndpointSpecs : IDisposable
{
    private const string Secret = "sk-end-to-end-0123456789abcdef";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory(Timeout = 180_000)]
    [InlineData("INT", 130)]
    [InlineData("KILL", 137)]
    public async Task Generation_ThatIsInterrupted_AsksOnlyForWhatIsMissing_AndComesToTheSameSamples(string signal, int status)
    {
        // The first command gets 60 answers and no more; a busy and a failing one are among them.
        var answers = 60;
        await using var server = new ModelServer(async (exchange, number, cancellationToken) =>
        {
            if (number is 5 or 9)
            {
                await exchange.AnswerAsync(number == 5 ? 429 : 500, $$$"""{"error":{"message":"not now, {{{exchange.Headers["authorization"]}}}"}}""", cancellationToken);
                return true;
            }

            if (Interlocked.Decrement(ref answers) < 0)
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            }

            return false;
        });
        var (whole, stopped) = (_folder.PathOf("whole"), _folder.PathOf("stopped"));
        var command = new RunningCommand(WithKey(Codebench.InterruptibleCommand(Arguments(server, stopped))), stopped, TestContext.Current.CancellationToken, "completions.jsonl");
        await command.UntilAsync(60, TestContext.Current.CancellationToken);
        await Cli.Wrap("kill").WithArguments(["-s", signal, $"{command.ProcessId}"]).ExecuteAsync(TestContext.Current.CancellationToken);
        var said = await command.EndsWithAsync(status);

        // Another port: the name of the model decides, not its address.
        await using var other = new ModelServer();
        var rest = await RunAsync(Arguments(other, stopped), TestContext.Current.CancellationToken);
        await using var third = new ModelServer();
        await RunAsync(Arguments(third, whole), TestContext.Current.CancellationToken);

        Assert.Equal(0, rest.ExitCode);
        Assert.Equal(LinesOf(whole).Count, third.Asked.Count);
        Assert.Equal(third.Asked.Count - 60, other.Asked.Count);
        Assert.Equal(LinesOf(whole), LinesOf(stopped));
        Assert.Equal(LinesOf(whole).Count, LinesOf(whole).Distinct().Count());
        var manifest = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(stopped, "run.json"), TestContext.Current.CancellationToken))!;
        Assert.Equal([$"{server.Address}", $"{other.Address}"], manifest["servers"]!.AsArray().Select(one => one!["address"]!.GetValue<string>()));

        Assert.All(server.Headers, headers => Assert.Equal($"Bearer {Secret}", headers["authorization"]));
        Assert.DoesNotContain(Secret, said + rest.StandardError + rest.StandardOutput, StringComparison.Ordinal);
        Assert.All(Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories), file => Assert.DoesNotContain(Secret, File.ReadAllText(file), StringComparison.Ordinal));
    }

    [Fact(Timeout = 180_000)]
    public async Task WrongKey_UnknownModel_AndAServerThatIsGone_LeaveNoRunBehind()
    {
        await using var server = new ModelServer { Models = ModelServer.ListOf("m1", "m2") };
        var run = _folder.PathOf("run");
        var unknown = await RunAsync([.. Arguments(server, run), "--model-name", "m3"], TestContext.Current.CancellationToken);
        Assert.Equal(2, unknown.ExitCode);
        Assert.Contains("There are: m1, m2.", unknown.StandardError, StringComparison.Ordinal);

        await using var locked = new HttpTestServer((exchange, cancellationToken) => exchange.AnswerAsync(401, $$"""{"detail":"no {{exchange.Headers["authorization"]}}"}""", cancellationToken));
        var refused = await RunAsync(["generate", "--model", $"{locked.Address}", "--suite", "starter", "--out", run], TestContext.Current.CancellationToken);
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("CODEBENCH_API_KEY", refused.StandardError, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, refused.StandardError, StringComparison.Ordinal);

        var address = locked.Address;
        await locked.DisposeAsync();
        var gone = await RunAsync(["generate", "--model", $"{address}", "--suite", "starter", "--out", run], TestContext.Current.CancellationToken);
        Assert.Equal(3, gone.ExitCode);
        Assert.Contains("the same command goes on", gone.StandardError, StringComparison.Ordinal);
        Assert.False(Directory.Exists(run));
    }

    [Fact(Timeout = 180_000)]
    public async Task OnePrompt_IsCompletedByAServer_AsTextAndAsDocument()
    {
        await using var server = new ModelServer();
        var shown = await RunAsync(["complete", "--model", $"{server.Address}", "--prompt", "def", "-n", "2"], TestContext.Current.CancellationToken);
        Assert.Equal(0, shown.ExitCode);
        Assert.Matches(@"^== sample 0 ==\nm\|def\|\d+\n== sample 1 ==\nm\|def\|\d+\n$", shown.StandardOutput);
        Assert.Contains("10 tokens (2 stop)", shown.StandardError, StringComparison.Ordinal);

        var chat = await RunAsync(["complete", "--model", $"{server.Address}", "--prompt", "Why?", "--chat", "--json"], TestContext.Current.CancellationToken);
        using var document = JsonDocument.Parse(chat.StandardOutput);
        Assert.StartsWith("m|Why?|", document.RootElement.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal("user", server.Asked.Last()["messages"]![0]!["role"]!.GetValue<string>());
    }

    private static string[] Arguments(ModelServer server, string run) =>
        ["generate", "--model", $"{server.Address}", "--suite", "starter", "-n", "5", "--concurrency", "4", "--out", run];

    private static async Task<BufferedCommandResult> RunAsync(IEnumerable<string> arguments, CancellationToken cancellationToken) =>
        await WithKey(Codebench.Command(arguments)).ExecuteBufferedAsync(cancellationToken);

    private static Command WithKey(Command command) => command.WithEnvironmentVariables(new Dictionary<string, string?>(command.EnvironmentVariables) { ["CODEBENCH_API_KEY"] = Secret });

    private static IReadOnlyList<string> LinesOf(string run) => [.. File.ReadLines(Path.Combine(run, "completions.jsonl")).Order(StringComparer.Ordinal)];
}
