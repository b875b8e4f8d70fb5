using System.Text.Json;
using CodeBench.Core.Completions;
using CodeBench.Core.Prompts;

namespace CodeBench.Generation.Endpoints;

/// <summary>What is sent for one sample.</summary>
internal static class RequestBody
{
    /// <summary>The JSON document.</summary>
    /// <param name="model">The model's name.</param>
    /// <param name="request">The prompt; as messages it is for chat/completions, as a text for completions.</param>
    /// <param name="sample">Which of its samples.</param>
    /// <param name="sampling">How to draw.</param>
    /// <param name="dialect">What the server takes.</param>
    public static byte[] Of(string model, CompletionRequest request, int sample, SamplingOptions sampling, Dialect dialect)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("model", model);
            WritePrompt(json, request);
            json.WriteNumber(dialect.MaxTokensField, sampling.MaxTokens);
            json.WriteNumber("temperature", sampling.Temperature);
            json.WriteNumber("top_p", sampling.TopP);
            json.WriteNumber("seed", RequestSeed.Of(sampling.Seed, request.Key, sample));
            WriteStops(json, [.. request.StopSequences.Where(stop => stop.Length > 0).Take(dialect.MostStops)]);
            WriteExtras(json, sampling, dialect);
            if (sampling.LogProbabilities)
            {
                WriteLogProbabilities(json, request.Messages is not null);
            }

            json.WriteEndObject();
        }

        return bytes.ToArray();
    }

    private static void WritePrompt(Utf8JsonWriter json, CompletionRequest request)
    {
        if (request.Messages is not { } messages)
        {
            json.WriteString("prompt", request.Prompt);
            return;
        }

        json.WriteStartArray("messages");
        foreach (var message in messages)
        {
            json.WriteStartObject();
            json.WriteString("role", message.Role);
            json.WriteString("content", message.Content);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (messages[^1].Role == ChatMessage.Assistant)
        {
            // vLLM's, SGLang's and llama.cpp's words for going on within a turn that is begun. An older llama.cpp does so without, and passes over them.
            json.WriteBoolean("add_generation_prompt", false);
            json.WriteBoolean("continue_final_message", true);
        }
    }

    private static void WriteStops(Utf8JsonWriter json, List<string> stops)
    {
        if (stops.Count == 0)
        {
            return;
        }

        json.WriteStartArray("stop");
        stops.ForEach(json.WriteStringValue);
        json.WriteEndArray();
    }

    private static void WriteExtras(Utf8JsonWriter json, SamplingOptions sampling, Dialect dialect)
    {
        var knows = dialect.TopKOff is not null;
        if (sampling.TopK > 0 || knows)
        {
            json.WriteNumber("top_k", sampling.TopK > 0 ? sampling.TopK : dialect.TopKOff!.Value);
        }

        if (sampling.MinP > 0 || knows)
        {
            json.WriteNumber("min_p", sampling.MinP);
        }

        if (sampling.RepetitionPenalty != 1 || knows)
        {
            json.WriteNumber("repetition_penalty", sampling.RepetitionPenalty);
            json.WriteNumber("repeat_penalty", sampling.RepetitionPenalty); // llama.cpp's name for it; others pass over it
        }
    }

    private static void WriteLogProbabilities(Utf8JsonWriter json, bool isChat)
    {
        if (isChat)
        {
            json.WriteBoolean("logprobs", true);
        }
        else
        {
            json.WriteNumber("logprobs", 1);
        }
    }
}
