using System.Text.Json;
using System.Text.Json.Nodes;
using CodeBench.Core.Completions;
using CodeBench.Core.Prompts;
using CodeBench.Generation.Endpoints;
using CodeBench.Testing;

namespace CodeBench.Generation.Tests.Endpoints;

/// <summary>What is sent, and what is made of the answer.</summary>
public sealed class RequestTests
{
    private static readonly CompletionRequest Text = new() { Key = "k", Prompt = "def", Samples = [3], StopSequences = ["\ndef", "", "\nclass"] };

    private static readonly SamplingOptions Sampling = new() { Temperature = 0.8, TopP = 0.95, MaxTokens = 64, Seed = 5 };

    [Fact]
    public void Text_IsSentToBeContinued_WithStandardFieldsAlone()
    {
        var expected = $$"""{"model":"m","prompt":"def","max_tokens":64,"temperature":0.8,"top_p":0.95,"seed":{{RequestSeed.Of(5, "k", 3)}},"stop":["\ndef","\nclass"]}""";
        AssertJson(expected, Body(Text, Sampling, null));
    }

    [Fact]
    public void WhatTheApiHasNoFieldFor_IsSentWhereItIsAskedFor()
    {
        var body = Body(Text, Sampling with { TopK = 40, MinP = 0.1, RepetitionPenalty = 1.2 }, null);
        Assert.Equal((40, 0.1, 1.2, 1.2), (Number(body, "top_k"), Number(body, "min_p"), Number(body, "repetition_penalty"), Number(body, "repeat_penalty")));
    }

    [Theory]
    [InlineData("vllm", -1)]
    [InlineData("sglang", -1)]
    [InlineData("llamacpp", 0)]
    public void ServersWithDefaultsOfTheirOwn_AreToldWhatIsOff(string owner, int topK)
    {
        var body = Body(Text, Sampling, owner);
        Assert.Equal((topK, 0, 1), (Number(body, "top_k"), Number(body, "min_p"), Number(body, "repetition_penalty")));
        Assert.Equal(7, Number(Body(Text, Sampling with { TopK = 7 }, owner), "top_k"));
    }

    [Fact]
    public void Chat_IsSentAsItIs_AndATurnThatIsBegunIsToBeContinued()
    {
        ChatMessage[] messages = [new("system", "s"), new("user", "u")];
        var asked = Body(Text with { Messages = messages, Prompt = "" }, Sampling with { LogProbabilities = true }, null);
        AssertJson("""[{"role":"system","content":"s"},{"role":"user","content":"u"}]""", asked["messages"]!);
        Assert.True(asked["logprobs"]!.GetValue<bool>());
        Assert.Null(asked["prompt"]);
        Assert.Null(asked["continue_final_message"]);

        var begun = Body(Text with { Messages = [.. messages, new("assistant", "```\n")] }, Sampling, null);
        Assert.Equal((true, false), (begun["continue_final_message"]!.GetValue<bool>(), begun["add_generation_prompt"]!.GetValue<bool>()));
    }

    [Theory(Timeout = 60_000)]
    [InlineData("Too many stop sequences, at most 4")]
    [InlineData("Invalid 'stop': array too long. Expected an array with maximum length 4, but got an array with length 6 instead.")]
    public async Task StopsAndNames_ThatAServerRefuses_AreSentAsItWantsThem_AndTheTextIsCutAtAllStops(string tooMany)
    {
        await using var server = new ModelServer(async (exchange, _, cancellationToken) =>
        {
            var refusal = exchange.Json["stop"]!.AsArray().Count > 4 ? tooMany
                : exchange.Json["max_tokens"] is not null ? "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead."
                : null;
            var answer = ModelServer.AnswerTo(exchange.Json);
            answer["choices"]![0]!["text"] = "one STOP6 two";
            await (refusal is null
                ? exchange.AnswerAsync(200, answer.ToJsonString(), cancellationToken)
                : exchange.AnswerAsync(400, new JsonObject { ["error"] = new JsonObject { ["message"] = refusal } }.ToJsonString(), cancellationToken));
            return true;
        });
        await using var source = await Asking.OpenAsync(server.Address, TestContext.Current.CancellationToken, concurrency: 1);
        var prompts = Asking.Prompts(3, 1).Select(prompt => prompt with { StopSequences = [.. Enumerable.Range(1, 6).Select(number => $"STOP{number}")] }).ToList();

        var (came, end) = await Asking.AllAsync(source, prompts, TestContext.Current.CancellationToken);

        Assert.Null(end);
        Assert.Equal(3, came.Count);
        Assert.All(came, one => Assert.Equal(("one ", true, FinishReason.Stop), (one.Text, one.MetStop, one.FinishReason)));
        // What was learnt once is known from then on.
        Assert.Equal(5, server.Asked.Count);
    }

    [Theory]
    [InlineData("""{"text":"a","finish_reason":"stop"}""", "a", FinishReason.Stop, false)]
    [InlineData("""{"text":"a","finish_reason":"length"}""", "a", FinishReason.Length, false)]
    [InlineData("""{"text":"a","finish_reason":"stop","stop_reason":"\ndef"}""", "a", FinishReason.Stop, true)]
    [InlineData("""{"text":"a","finish_reason":"stop","stop_reason":151643}""", "a", FinishReason.Stop, false)]
    [InlineData("""{"text":"a","finish_reason":"stop_sequence"}""", "a", FinishReason.Stop, true)]
    [InlineData("""{"text":"a\ndef b","finish_reason":"length"}""", "a", FinishReason.Stop, true)]
    [InlineData("""{"text":"<s> a","finish_reason":"content_filter"}""", "<s> a", FinishReason.Stop, false)]
    [InlineData("""{"text":"a","finish_reason":null}""", "a", FinishReason.Length, false)]
    public void Answers_AreCutAndNamedAsThoseOfACheckpoint(string choice, string text, FinishReason reason, bool metStop)
    {
        var completion = Read(Text, $$$"""{"choices":[{{{choice}}}],"usage":{"completion_tokens":64}}""");
        Assert.Equal((text, reason, metStop, 64), (completion.Text, completion.FinishReason, completion.MetStop, completion.Tokens));
        Assert.Equal(("k", 3), (completion.Key, completion.Sample));
        Assert.Null(completion.LogProbabilities);
    }

    [Theory]
    [InlineData("""{"message":{"content":"a","reasoning_content":"hm"},"finish_reason":"stop"}""", "a")]
    [InlineData("""{"message":{"content":null,"reasoning_content":"hm"},"finish_reason":"length"}""", "")]
    [InlineData("""{"message":{"content":null,"tool_calls":[]},"finish_reason":"tool_calls"}""", "")]
    [InlineData("""{"message":{"content":[{"type":"thinking","thinking":[{"type":"text","text":"hm"}]},{"type":"text","text":"a"},{"type":"text","text":"b"}]},"finish_reason":"stop"}""", "ab")]
    public void TextOfAChat_IsItsContentAlone(string choice, string text) =>
        Assert.Equal(text, Read(Text with { Messages = [new("user", "u")] }, $$"""{"choices":[{{choice}}]}""").Text);

    [Theory]
    [InlineData("7")]
    [InlineData("{}")]
    [InlineData("""["a"]""")]
    [InlineData("""[{"type":"text"}]""")]
    public void ContentOfAChat_OfAnotherKind_IsNoEmptyAnswer(string content) => Assert.Throws<EndpointFailure>(
        () => Read(Text with { Messages = [new("user", "u")] }, $$$"""{"choices":[{"message":{"content":{{{content}}}}}]}"""));

    [Theory]
    [InlineData("""{"text":"ab","logprobs":{"token_logprobs":[-0.5,-1.25],"tokens":["a","b"]}}""")]
    [InlineData("""{"text":"ab","logprobs":{"content":[{"token":"a","logprob":-0.5},{"token":"b","logprob":-1.25}]}}""")]
    public void LogProbabilities_AreTakenInEitherForm(string choice)
    {
        var completion = Read(Text, $$"""{"choices":[{{choice}}]}""");
        Assert.Equal([-0.5f, -1.25f], completion.LogProbabilities);
        Assert.Equal(2, completion.Tokens);
    }

    private static GeneratedCompletion Read(CompletionRequest request, string answer)
    {
        using var document = JsonDocument.Parse(answer);
        return AnswerReader.Read(document.RootElement, request, 3, 64);
    }

    private static JsonNode Body(CompletionRequest request, SamplingOptions sampling, string? owner) =>
        JsonNode.Parse(RequestBody.Of("m", request, 3, sampling, Dialect.Of(owner)))!;

    private static double Number(JsonNode body, string field) => body[field]!.GetValue<double>();

    private static void AssertJson(string expected, JsonNode actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), actual), actual.ToJsonString());
}
