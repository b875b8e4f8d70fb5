using CodeBench.Core.Completions;
using CodeBench.Core.Faults;
using CodeBench.Generation.Endpoints;
using CodeBench.Testing;

namespace CodeBench.Generation.Tests.Endpoints;

/// <summary>What a server refuses is not tried again: the user hears what to mend, and never sees the key.</summary>
public sealed class RefusalTests
{
    private const string Secret = "sk-very-secret-0123456789";

    private static ApiKey Key => ApiKey.FromEnvironment(name => name == "CODEBENCH_API_KEY" ? Secret + "\n" : null);

    [Theory(Timeout = 60_000)]
    [InlineData(401, """{"error":{"message":"Incorrect API key provided: sk-very-secret-0123456789"}}""", "CODEBENCH_API_KEY: the server does not take the key")]
    [InlineData(403, "", "CODEBENCH_API_KEY")]
    [InlineData(404, """{"error":{"message":"The model `m` does not exist.","code":"model_not_found"}}""", "--model-name: the server answers 404: The model `m` does not exist. (model_not_found)")]
    [InlineData(404, """{"detail":"Not Found"}""", "--model: the server answers 404: Not Found; an address ends where the API begins")]
    [InlineData(400, """{"object":"error","message":"This model's maximum context length is 128 tokens. However, you requested 600."}""", "key0: the server finds the prompt, with the tokens that it may answer, too long")]
    [InlineData(
        400,
        """{"error":{"message":"'max_tokens' or 'max_completion_tokens' is too large: 1024. This model's maximum context length is 2048 tokens and your request has 1500 input tokens"}}""",
        "key0: the server finds the prompt, with the tokens that it may answer, too long")]
    [InlineData(413, "<html>Payload Too Large</html>", "--max-tokens")]
    [InlineData(400, """{"error":"top_k is not permitted","error_type":"validation"}""", "key0: the server answers 400: top_k is not permitted")]
    [InlineData(422, """{"detail":[{"msg":"?"}]}""", "key0: the server answers 422")]
    [InlineData(307, "", "is elsewhere: http://elsewhere.example/v2;", "Location: http://elsewhere.example/v2?token=abc")]
    public async Task Refusals_SayWhatToMend_AndAreNotTriedAgain(int status, string body, string named, params string[] headers)
    {
        await using var server = new ModelServer(async (exchange, _, cancellationToken) =>
        {
            await exchange.AnswerAsync(status, body, cancellationToken, headers);
            return true;
        });
        await using var source = await Asking.OpenAsync(server.Address, TestContext.Current.CancellationToken, concurrency: 1, key: Key);

        var (came, end) = await Asking.AllAsync(source, Asking.Prompts(3, 2), TestContext.Current.CancellationToken);

        Assert.Contains(named, Assert.IsType<InvalidInputException>(end).Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, end.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("token=abc", end.ToString(), StringComparison.Ordinal);
        Assert.Empty(came);
        Assert.Single(server.Asked);
        Assert.All(server.Headers, one => Assert.Equal($"Bearer {Secret}", one["authorization"]));
    }

    [Fact(Timeout = 60_000)]
    public async Task Prompts_ThatAreTooLong_AreNamed_AndWhatIsOnItsWayStillComes()
    {
        ModelServer? server = null;
        await using var mine = server = new ModelServer(async (exchange, _, cancellationToken) =>
        {
            if (exchange.Json["prompt"]!.GetValue<string>() is "p1" or "p2")
            {
                // Behind the first refusal nothing new is asked, so all must be on their way.
                while (server!.MostInFlight < 3)
                {
                    await Task.Yield();
                }

                await exchange.AnswerAsync(400, """{"error":{"message":"context length"}}""", cancellationToken);
                return true;
            }

            // The good one is answered when both bad ones have been refused.
            while (server!.MostInFlight < 3 || server.InFlight > 1)
            {
                await Task.Yield();
            }

            return false;
        });
        await using var source = await Asking.OpenAsync(server.Address, TestContext.Current.CancellationToken, TimeProvider.System, concurrency: 3);

        var (came, end) = await Asking.AllAsync(source, Asking.Prompts(3, 1), TestContext.Current.CancellationToken);

        Assert.Equal(["key1", "key2"], Assert.IsType<InvalidInputException>(end).Faults.Select(fault => fault.Field).Order());
        Assert.Equal("key0", Assert.Single(came).Key);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("mm", "--model-name: the server has no model mm. Did you mean m1? There are: m1, m2.", "m1", "m2")]
    [InlineData(null, "--model-name: is needed: the server has several models: m1, m2", "m1", "m2")]
    [InlineData(null, "--model-name: is needed: the server lists no models")]
    public async Task Model_ThatIsNotClear_IsAFaultThatListsThem(string? name, string fault, params string[] models)
    {
        await using var server = new ModelServer { Models = ModelServer.ListOf(models) };
        var exception = await Assert.ThrowsAsync<InvalidInputException>(() => Asking.OpenAsync(server.Address, TestContext.Current.CancellationToken, model: name));
        Assert.Equal(fault, exception.Message);
    }

    [Theory(Timeout = 60_000)]
    [InlineData(null, "only", "only")]
    [InlineData("m2", "m2", "m1", "m2")]
    [InlineData("openai/m9", "openai/m9", "openai/*")]
    public async Task Model_ThatIsClear_IsTaken(string? name, string taken, params string[] models)
    {
        await using var server = new ModelServer { Models = ModelServer.ListOf(models) };
        await using var source = await Asking.OpenAsync(server.Address, TestContext.Current.CancellationToken, model: name);
        Assert.Equal(taken, source.Description["name"]);
        await Asking.AllAsync(source, Asking.Prompts(1, 1), TestContext.Current.CancellationToken);
        Assert.Equal(taken, Assert.Single(server.Asked)["model"]!.GetValue<string>());
    }

    [Fact(Timeout = 60_000)]
    public async Task Server_ThatListsNoModels_NeedsAName_AndIsAskedWithIt()
    {
        await using var server = new ModelServer { Models = null };
        await Assert.ThrowsAsync<InvalidInputException>(() => Asking.OpenAsync(server.Address, TestContext.Current.CancellationToken));
        await using var source = await Asking.OpenAsync(server.Address, TestContext.Current.CancellationToken, model: "m");
        Assert.Single((await Asking.AllAsync(source, Asking.Prompts(1, 1), TestContext.Current.CancellationToken)).Came);
    }

    [Fact(Timeout = 60_000)]
    public async Task Server_ThatIsNotThere_IsTheMachines_AndItsAddressIsSaid()
    {
        var server = new ModelServer();
        var address = server.Address;
        await server.DisposeAsync();
        var exception = await Assert.ThrowsAsync<MachineNotAbleException>(() => Asking.OpenAsync(address, TestContext.Current.CancellationToken));
        Assert.Contains(address.ToString(), exception.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task WhatAServerSaysOfItself_IsKept_AndItsAddressDoesNotDecideARun()
    {
        const string Models = """{"data":[{"id":"m","owned_by":"vllm","root":"/checkpoints/step-1000","max_model_len":4096,"created":1}]}""";
        await using var one = new ModelServer { Models = Models };
        await using var other = new ModelServer { Models = Models.Replace("\"created\":1", "\"created\":2", StringComparison.Ordinal) };
        await using var first = await Asking.OpenAsync(one.Address, TestContext.Current.CancellationToken);
        await using var second = await Asking.OpenAsync(other.Address, TestContext.Current.CancellationToken);

        Assert.Equal(first.Description, second.Description);
        Assert.Equal("/checkpoints/step-1000", first.Description["root"]);
        Assert.NotEqual(first.Server["address"], second.Server["address"]);
        Assert.Equal(("vllm", "4096"), (first.Server["owned_by"], first.Server["max_model_len"]));
        var fault = Assert.Throws<InvalidInputException>(() => first.Check([], new SamplingOptions { MaxTokens = 4096 }));
        Assert.Contains("--max-tokens", fault.Message, StringComparison.Ordinal);
        first.Check([], new SamplingOptions { MaxTokens = 4095 });
    }

    [Fact]
    public void Key_IsReadFromTheEnvironment_AndNotShown()
    {
        Assert.False(ApiKey.FromEnvironment(_ => " ").IsThere);
        Assert.Equal("OPENAI_API_KEY", ApiKey.FromEnvironment(name => name == "OPENAI_API_KEY" ? Secret : "").Variable);
        Assert.Equal("CODEBENCH_API_KEY", ApiKey.FromEnvironment(_ => Secret).Variable);
        var options = new EndpointOptions { Address = new Uri("http://host/v1"), Key = Key };
        Assert.DoesNotContain(Secret, options.ToString(), StringComparison.Ordinal);
        Assert.Equal("it was [key]!", Key.Hide($"it was {Secret}!"));
        Assert.Equal("EMPTY", ApiKey.FromEnvironment(_ => "EMPTY").Hide("EMPTY"));
        var fault = Assert.Throws<InvalidInputException>(() => ApiKey.FromEnvironment(_ => "two words-of-secret"));
        Assert.DoesNotContain("secret", fault.Message, StringComparison.Ordinal);
    }
}
