using System.IO.Compression;
using System.Text.Json;
using CodeBench.Testing;

namespace CodeBench.Generation.Tests.Tokens;

/// <summary>Texts and the ids that other programs gave for them.</summary>
internal static class ReferenceTexts
{
    /// <summary>The 46 texts of llama.cpp, and the ids of a vocabulary.</summary>
    public static IReadOnlyList<(string Text, int[] Ids)> LlamaCpp(string name)
    {
        var texts = File.ReadAllText(SharedData.Require("tokenizers/llamacpp-refs/all.inp")).Split("\n__ggml_vocab_test__\n");
        var ids = File.ReadAllText(SharedData.Require($"tokenizers/llamacpp-refs/ggml-vocab-{name}.gguf.out")).Split('\n');
        return [.. texts.Take(46).Select((text, i) => (text, Ids(ids[i])))];
    }

    /// <summary>The 640 chats of a family.</summary>
    public static IEnumerable<(string Text, int[] Ids)> Chats(string family)
    {
        using var file = File.OpenRead(SharedData.Require($"tokenizers/encodings/{family}-chat-encodings.jsonl.gz"));
        using var reader = new StreamReader(new GZipStream(file, CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            using var chat = JsonDocument.Parse(line);
            var ids = chat.RootElement.GetProperty("ids").EnumerateArray().Select(id => id.GetInt32());
            yield return (chat.RootElement.GetProperty("text").GetString()!, [.. ids]);
        }
    }

    private static int[] Ids(string line) => [.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)];
}
