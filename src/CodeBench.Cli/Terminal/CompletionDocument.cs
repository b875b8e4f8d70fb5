using System.Text.Json;
using System.Text.Json.Nodes;
using CodeBench.Core.Executions;

namespace CodeBench.Cli.Terminal;

/// <summary>What `complete` tells of a prompt's completions: as a document, and in a word.</summary>
internal static class CompletionDocument
{
    /// <summary>"stop", or of several "2 stop, 1 length".</summary>
    public static string Reasons(IReadOnlyList<PromptCompletion> completions)
    {
        var words = completions.GroupBy(one => one.FinishReason).OrderBy(group => group.Key)
            .Select(group => (Count: group.Count(), Word: JsonSerializer.SerializeToNode(group.Key)!.GetValue<string>()));
        return completions.Count == 1 ? words.Single().Word : string.Join(", ", words.Select(reason => $"{reason.Count} {reason.Word}"));
    }

    /// <summary>The document of --json: one completion stands in it, several in a list.</summary>
    /// <param name="ids">The prompt's ids; null where they are not known here.</param>
    /// <param name="promptRate">Tokens a second; null where it is not known.</param>
    /// <param name="completions">What came.</param>
    public static string Of(IReadOnlyList<int>? ids, double? promptRate, IReadOnlyList<PromptCompletion> completions)
    {
        var document = new JsonObject
        {
            ["prompt_ids"] = JsonSerializer.SerializeToNode(ids, ResultJson.Document),
            ["prompt_tokens_per_second"] = JsonValue.Create(promptRate),
        };
        var nodes = completions.Select(one => JsonSerializer.SerializeToNode(one, ResultJson.Document)!.AsObject()).ToList();
        if (nodes is not [var only])
        {
            document["completions"] = new JsonArray([.. nodes]);
            return document.ToJsonString(ResultJson.Document);
        }

        foreach (var (name, value) in only)
        {
            document[name] = value?.DeepClone();
        }

        return document.ToJsonString(ResultJson.Document);
    }
}
