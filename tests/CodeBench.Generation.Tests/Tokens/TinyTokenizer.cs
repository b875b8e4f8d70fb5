using System.Text.Json;

namespace CodeBench.Generation.Tests.Tokens;

/// <summary>Makes a tokenizer.json of the printable ASCII characters and a few merges.</summary>
internal static class TinyTokenizer
{
    /// <summary>The file's text. The characters "!" to "~" are 0 to 93, the space is 94; then come the merges' tokens, then the added ones.</summary>
    /// <param name="merges">Pairs, as the file has them: "a b".</param>
    /// <param name="added">The other fields of added tokens, their id and content aside: "content" and JSON.</param>
    /// <param name="preTokenizer">The pre_tokenizer's JSON.</param>
    /// <param name="rest">More fields of the file's object, each with a comma before it.</param>
    /// <param name="unmerged">Tokens that no merge leads to.</param>
    /// <param name="model">More fields of the model, each with a comma after it.</param>
    public static string Json(
        string[] merges,
        (string Content, string Fields)[]? added = null,
        string preTokenizer = """{ "type": "ByteLevel", "add_prefix_space": false }""",
        string rest = "",
        string[]? unmerged = null,
        string model = "")
    {
        var tokens = Enumerable.Range('!', 94).Select(one => ((char)one).ToString()).Append("\u0120")
            .Concat(merges.Select(merge => merge.Replace(" ", "", StringComparison.Ordinal))).Concat(unmerged ?? []).ToList();
        var vocabulary = tokens.Select((token, id) => (token, id)).ToDictionary(pair => pair.token, pair => pair.id);
        var addedTokens = (added ?? []).Select((token, i) =>
            $$"""{ "id": {{tokens.Count + i}}, "content": {{JsonSerializer.Serialize(token.Content)}}{{token.Fields}} }""");
        return $$"""
            {
              "added_tokens": [ {{string.Join(", ", addedTokens)}} ],
              "pre_tokenizer": {{preTokenizer}},
              "model": { {{model}} "type": "BPE", "vocab": {{JsonSerializer.Serialize(vocabulary)}}, "merges": {{JsonSerializer.Serialize(merges)}} }
              {{rest}}
            }
            """;
    }
}
