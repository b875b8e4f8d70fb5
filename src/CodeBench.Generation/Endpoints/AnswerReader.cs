using System.Text.Json;
using CodeBench.Core.Completions;

namespace CodeBench.Generation.Endpoints;

/// <summary>Makes one completion of an answer, whatever else is in it.</summary>
internal static class AnswerReader
{
    /// <summary>The completion.</summary>
    /// <param name="answer">The server's JSON document.</param>
    /// <param name="request">What was asked.</param>
    /// <param name="sample">Which sample.</param>
    /// <param name="maxTokens">The most tokens that were asked for.</param>
    /// <exception cref="EndpointFailure">There is none in it.</exception>
    public static GeneratedCompletion Read(JsonElement answer, CompletionRequest request, int sample, int maxTokens)
    {
        try
        {
            if (ChoiceOf(answer) is not { } choice)
            {
                throw new EndpointFailure(FailureKind.Passing, $"sent an answer without a choice: {ErrorText.Of(answer.GetRawText())}");
            }

            return Read(answer, choice, request, sample, maxTokens);
        }
        catch (Exception exception) when (exception is InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new EndpointFailure(FailureKind.Passing, "sent an answer that is none of this API", exception);
        }
    }

    private static GeneratedCompletion Read(JsonElement answer, JsonElement choice, CompletionRequest request, int sample, int maxTokens)
    {
        var reason = TextAt(choice, "finish_reason");
        if (reason is "abort" or "error")
        {
            throw new EndpointFailure(FailureKind.Passing, $"gave up in the middle of an answer ({reason})");
        }

        var whole = TextOf(choice, request.Messages is not null);
        var text = StopTrimmer.Trim(whole, request.StopSequences);
        var probabilities = LogProbabilitiesOf(choice);
        var tokens = Inner(answer, "usage") is { } usage && Inner(usage, "completion_tokens") is { } count ? count.GetInt32() : probabilities?.Count ?? 0;
        var wasCut = text.Length < whole.Length;
        return new GeneratedCompletion
        {
            Key = request.Key,
            Sample = sample,
            Text = text,
            Tokens = tokens,
            FinishReason = !wasCut && (reason == "length" || (reason is null && tokens >= maxTokens)) ? FinishReason.Length : FinishReason.Stop,
            MetStop = wasCut || MetStop(choice, reason),
            LogProbabilities = probabilities,
        };
    }

    // One sample was asked for: where there are more choices, they are nobody's.
    private static JsonElement? ChoiceOf(JsonElement answer) =>
        Inner(answer, "choices") is { ValueKind: JsonValueKind.Array } choices && choices.GetArrayLength() > 0 ? choices[0] : null;

    // A chat's text is its content: what a model thought before it answered stands in fields of its own.
    private static string TextOf(JsonElement choice, bool isChat)
    {
        return isChat
            ? ContentOf(choice.GetProperty("message"))
            : choice.GetProperty("text").GetString() ?? "";
    }

    // Some servers give a list, in which what the model thought stands beside its text.
    private static string ContentOf(JsonElement message) => Inner(message, "content") switch
    {
        null => "",
        { ValueKind: JsonValueKind.Array } parts => string.Concat(
            parts.EnumerateArray().Where(part => part.GetProperty("type").GetString() == "text").Select(part => part.GetProperty("text").GetString())),
        { } text => text.GetString()!,
    };

    // vLLM and SGLang name the stop sequence, and the end-of-text token by its id or not at all; TGI has a word of its own.
    private static bool MetStop(JsonElement choice, string? reason) =>
        reason == "stop_sequence" || TextAt(choice, "stop_reason") is not null || TextAt(choice, "matched_stop") is not null;

    private static List<float>? LogProbabilitiesOf(JsonElement choice)
    {
        if (Inner(choice, "logprobs") is not { } all)
        {
            return null;
        }

        if (Inner(all, "content") is { ValueKind: JsonValueKind.Array } tokens)
        {
            return [.. tokens.EnumerateArray().Select(token => token.GetProperty("logprob").GetSingle())];
        }

        return Inner(all, "token_logprobs") is { ValueKind: JsonValueKind.Array } numbers ? [.. numbers.EnumerateArray().Select(number => number.GetSingle())] : null;
    }

    private static string? TextAt(JsonElement element, string name) =>
        Inner(element, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static JsonElement? Inner(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var inner) && inner.ValueKind != JsonValueKind.Null ? inner : null;
}
