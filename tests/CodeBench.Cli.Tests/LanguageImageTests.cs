using CodeBench.Testing;

namespace CodeBench.Cli.Tests;

public sealed class LanguageImageTests
{
    [Fact(Timeout = 60_000)]
    public async Task Build_ImagesThatCannotBeBuilt_AreNamedEach()
    {
        await using var engine = new HttpTestServer(AnswerAsync);
        var result = await CommandLine.RunAsync(
            ["languages", "build", "lua", "perl", "--engine", $"tcp://{engine.Address.Authority}"], TestContext.Current.CancellationToken);
        Assert.Equal(ExitStatus.MachineNotAble, result.Status);
        Assert.Contains("codebench/lua-language:", result.Error, StringComparison.Ordinal);
        Assert.Contains("codebench/perl-language:", result.Error, StringComparison.Ordinal);
        Assert.Equal(2, result.Error.Split("could not be built: no room for it").Length - 1);
        Assert.Empty(result.Out);
    }

    // An engine that has what all images share, and no room for more.
    private static async Task AnswerAsync(HttpExchange exchange, CancellationToken cancellationToken)
    {
        var path = Uri.UnescapeDataString(exchange.Path);
        if (path.Contains("/build", StringComparison.Ordinal))
        {
            await foreach (var _ in exchange.Chunks.WithCancellation(cancellationToken))
            {
            }

            await exchange.AnswerAsync(200, "{\"errorDetail\":{\"message\":\"no room for it\"},\"error\":\"no room for it\"}\n", cancellationToken);
        }
        else if (path.EndsWith("/json", StringComparison.Ordinal) && path.Contains("/images/", StringComparison.Ordinal))
        {
            var isThere = path.Contains("debian:", StringComparison.Ordinal) || path.Contains("codebench/runner:", StringComparison.Ordinal);
            await exchange.AnswerAsync(isThere ? 200 : 404, isThere ? "{\"Id\":\"sha256:1\"}" : "{\"message\":\"no such image\"}", cancellationToken);
        }
        else
        {
            await exchange.AnswerAsync(200, "OK", cancellationToken);
        }
    }
}
