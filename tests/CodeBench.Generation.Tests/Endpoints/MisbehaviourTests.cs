using System.Globalization;
using System.Text.Json.Nodes;
using CodeBench.Core.Faults;
using CodeBench.Generation.Endpoints;
using CodeBench.Testing;

namespace CodeBench.Generation.Tests.Endpoints;

/// <summary>Servers fail in many ways; each completion arrives once all the same.</summary>
public sealed class MisbehaviourTests
{
    private static readonly string[] Ways =
    [
        "busy", "busy for seconds", "busy until a date", "broken", "overloaded", "hangs up", "half", "half JSON", "no JSON", "no choice", "error as success", "abort", "wrong shape", "late",
    ];

    public static TheoryData<string> AllWays => [.. Ways];

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(AllWays))]
    public async Task Failures_ThatMayPass_AreTriedAgain_UntilEachCompletionCameOnce(string way)
    {
        // Every third request fails, the tries of earlier ones among them.
        await using var server = new ModelServer((exchange, number, cancellationToken) => number % 3 == 0 ? FailAsync(way, exchange, cancellationToken) : Task.FromResult(false));
        var isLate = way == "late";
        await using var source = await Asking.OpenAsync(
            server.Address, TestContext.Current.CancellationToken, isLate ? TimeProvider.System : null, timeout: isLate ? TimeSpan.FromSeconds(1) : null);
        var prompts = isLate ? Asking.Prompts(2, 2) : Asking.Prompts(10, 4);

        var (came, end) = await Asking.AllAsync(source, prompts, TestContext.Current.CancellationToken);

        Assert.Null(end);
        Assert.Equal(Asking.Expected(prompts).Order(), Asking.Sorted(came));
        Assert.True(server.Asked.Count > came.Count);
    }

    [Fact(Timeout = 60_000)]
    public async Task AnswersThatAreRepeated_AndChoicesNobodyAskedFor_AreNoCompletions()
    {
        await using var server = new ModelServer(async (exchange, number, cancellationToken) =>
        {
            var answer = ModelServer.AnswerTo(exchange.Json);
            answer["choices"]!.AsArray().Add(new JsonObject { ["index"] = 1, ["text"] = "surplus", ["finish_reason"] = "stop" });
            await (number % 2 == 0 ? exchange.AnswerTwiceAsync(answer.ToJsonString(), cancellationToken) : exchange.AnswerAsync(200, answer.ToJsonString(), cancellationToken));
            return true;
        });
        await using var source = await Asking.OpenAsync(server.Address, TestContext.Current.CancellationToken);
        var prompts = Asking.Prompts(20, 3);

        var (came, end) = await Asking.AllAsync(source, prompts, TestContext.Current.CancellationToken);

        Assert.Null(end);
        Assert.Equal(Asking.Expected(prompts).Order(), Asking.Sorted(came));
    }

    [Theory(Timeout = 60_000)]
    [InlineData("Retry-After: 7", 7)]
    [InlineData("retry-after-ms: 2500", 2.5)]
    public async Task ServerThatSaysHowLong_IsAskedNoEarlier(string header, double seconds)
    {
        await using var server = new ModelServer((exchange, number, cancellationToken) => number == 0 ? AnsweredAsync(exchange.AnswerAsync(429, "", cancellationToken, header)) : Task.FromResult(false));
        var time = Asking.Time();
        await using var source = await Asking.OpenAsync(server.Address, TestContext.Current.CancellationToken, time, concurrency: 1);

        var (came, _) = await Asking.AllAsync(source, Asking.Prompts(1, 3), TestContext.Current.CancellationToken);

        Assert.Equal(3, came.Count);
        Assert.Equal(TimeSpan.FromSeconds(seconds), time.Waits.First());
    }

    [Fact(Timeout = 60_000)]
    public async Task ServerThatSaysAtOnce_IsAskedLaterAndLater()
    {
        await using var server = new ModelServer((exchange, number, cancellationToken) =>
            number < 8 ? AnsweredAsync(exchange.AnswerAsync(429, "", cancellationToken, "Retry-After: 0")) : Task.FromResult(false));
        var time = Asking.Time();
        await using var source = await Asking.OpenAsync(server.Address, TestContext.Current.CancellationToken, time, concurrency: 1);

        Assert.Single((await Asking.AllAsync(source, Asking.Prompts(1, 1), TestContext.Current.CancellationToken)).Came);

        // With jitter, so no exact numbers: eight doublings of half a second, 30 s at most.
        Assert.InRange(time.Waits.Aggregate(TimeSpan.Zero, (sum, wait) => sum + wait), TimeSpan.FromSeconds(15), TimeSpan.FromMinutes(8));
    }

    [Fact(Timeout = 60_000)]
    public async Task BusyServer_ThatServesOthers_IsWaitedFor_HoweverOftenItTurnsOneAway()
    {
        // More often than broken servers are tried.
        await using var server = new ModelServer((exchange, number, cancellationToken) =>
            number < 3 * EndpointRetries.Tries ? AnsweredAsync(exchange.AnswerAsync(429, "", cancellationToken, "Retry-After: 1")) : Task.FromResult(false));
        await using var source = await Asking.OpenAsync(server.Address, TestContext.Current.CancellationToken, concurrency: 1);
        Assert.Single((await Asking.AllAsync(source, Asking.Prompts(1, 1), TestContext.Current.CancellationToken)).Came);
    }

    [Theory(Timeout = 60_000)]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(int.MaxValue, false)]
    public async Task PauseThatAServerAsksFor_IsNotHeldAgainstIt_ButOneThatAsksForEver_IsGivenUp(int refusals, bool isServed)
    {
        await using var server = new ModelServer((exchange, number, cancellationToken) =>
            number < refusals ? AnsweredAsync(exchange.AnswerAsync(429, "", cancellationToken, "Retry-After: 720")) : Task.FromResult(false));
        var time = new HurriedTime(TimeSpan.FromMinutes(14));
        await using var source = await Asking.OpenAsync(server.Address, TestContext.Current.CancellationToken, time, concurrency: 1, timeout: TimeSpan.FromMinutes(20));

        var (came, end) = await Asking.AllAsync(source, Asking.Prompts(1, 1), TestContext.Current.CancellationToken);

        Assert.Equal(isServed, came.Count == 1);
        Assert.Equal(isServed, end is null);
    }

    [Fact(Timeout = 60_000)]
    public async Task ServerThatIsGone_EndsIt_BehindWhatCame_AndWhatIsMissingCanBeAskedAgain()
    {
        await using var server = new ModelServer((exchange, number, _) =>
        {
            if (number >= 12)
            {
                exchange.Hang();
                return Task.FromResult(true);
            }

            return Task.FromResult(false);
        });
        await using var other = new ModelServer();
        await using var source = await Asking.OpenAsync(server.Address, TestContext.Current.CancellationToken, concurrency: 4);
        var prompts = Asking.Prompts(10, 4);

        var (came, end) = await Asking.AllAsync(source, prompts, TestContext.Current.CancellationToken);

        Assert.Contains("the same command goes on", Assert.IsType<MachineNotAbleException>(end).Message, StringComparison.Ordinal);
        Assert.Equal(12, came.Count);
        var missing = prompts.Select(prompt => prompt with { Samples = [.. prompt.Samples.Where(sample => !came.Any(one => one.Key == prompt.Key && one.Sample == sample))] }).ToList();
        await using var next = await Asking.OpenAsync(other.Address, TestContext.Current.CancellationToken);
        var (rest, _) = await Asking.AllAsync(next, missing, TestContext.Current.CancellationToken);
        Assert.Equal(28, other.Asked.Count);
        Assert.Equal(Asking.Expected(prompts).Order(), Asking.Sorted([.. came, .. rest]));
    }

    [Fact(Timeout = 60_000)]
    public async Task ServerThatFailsAgainAndAgain_IsSpokenOfNowAndThen()
    {
        await using var server = new ModelServer((exchange, number, cancellationToken) =>
            number % 2 == 0 ? AnsweredAsync(exchange.AnswerAsync(429, """{"error":{"message":"slowly"}}""", cancellationToken, "Retry-After: 1")) : Task.FromResult(false));
        var told = new Listener();
        await using var source = await Asking.OpenAsync(server.Address, TestContext.Current.CancellationToken, concurrency: 1, progress: told);

        await Asking.AllAsync(source, Asking.Prompts(10, 10), TestContext.Current.CancellationToken);

        // A hundred tries again, a second each: once, and then every half minute.
        Assert.InRange(told.Messages.Count, 2, 5);
        Assert.Equal($"The server at {server.Address} answers 429: slowly: trying again (1 so far)", told.Messages[0]);
    }

    [Theory(Timeout = 60_000)]
    [InlineData(429, """{"error":{"message":"You exceeded your quota","code":"insufficient_quota"}}""", "quota")]
    [InlineData(503, "", "asks to wait 120 minutes", "Retry-After: 7200")]
    public async Task ServerThatWillNotAnswerForLong_IsNotWaitedFor(int status, string body, string named, params string[] headers)
    {
        await using var server = new ModelServer((exchange, _, cancellationToken) => AnsweredAsync(exchange.AnswerAsync(status, body, cancellationToken, headers)));
        await using var source = await Asking.OpenAsync(server.Address, TestContext.Current.CancellationToken, concurrency: 1);
        var (_, end) = await Asking.AllAsync(source, Asking.Prompts(5, 1), TestContext.Current.CancellationToken);
        Assert.Contains(named, Assert.IsType<MachineNotAbleException>(end).Message, StringComparison.Ordinal);
        Assert.Single(server.Asked);
    }

    private static async Task<bool> FailAsync(string way, HttpExchange exchange, CancellationToken cancellationToken)
    {
        var answer = ModelServer.AnswerTo(exchange.Json);
        var whole = answer.ToJsonString();
        switch (way)
        {
            case "hangs up":
                exchange.Hang();
                return true;
            case "half":
                await exchange.AnswerHalfAsync(whole, cancellationToken);
                return true;
            case "half JSON":
                await exchange.AnswerHalfJsonAsync(whole, cancellationToken);
                return true;
            case "late":
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
                return true;
            case "abort":
                answer["choices"]![0]!["finish_reason"] = "abort";
                whole = answer.ToJsonString();
                break;
        }

        await (way switch
        {
            "busy" => exchange.AnswerAsync(429, "{}", cancellationToken),
            "busy for seconds" => exchange.AnswerAsync(429, "{}", cancellationToken, "Retry-After: 20"),
            "busy until a date" => exchange.AnswerAsync(429, "{}", cancellationToken, string.Create(CultureInfo.InvariantCulture, $"Retry-After: {TimeProvider.System.GetUtcNow().AddSeconds(20):r}")),
            "broken" => exchange.AnswerAsync(500, "<html>", cancellationToken),
            "overloaded" => exchange.AnswerAsync(503, "{}", cancellationToken, "Retry-After: 2"),
            "no JSON" => exchange.AnswerAsync(200, "<html>", cancellationToken),
            "no choice" => exchange.AnswerAsync(200, """{"choices":[]}""", cancellationToken),
            "error as success" => exchange.AnswerAsync(200, """{"error":{"message":"worker died"}}""", cancellationToken),
            "wrong shape" => exchange.AnswerAsync(200, """{"choices":[{"text":7,"logprobs":{"content":[{}]}}],"usage":{"completion_tokens":"many"}}""", cancellationToken),
            _ => exchange.AnswerAsync(200, whole, cancellationToken),
        });
        return true;
    }

    private static async Task<bool> AnsweredAsync(Task answer)
    {
        await answer;
        return true;
    }

    private sealed class Listener : IProgress<string>
    {
        public List<string> Messages { get; } = [];

        public void Report(string value) => Messages.Add(value);
    }
}
