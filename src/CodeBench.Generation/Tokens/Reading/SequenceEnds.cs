using CodeBench.Core.Faults;

namespace CodeBench.Generation.Tokens.Reading;

/// <summary>
/// Finds out how a checkpoint's sequences begin and end.
/// Begin: add_bos_token in tokenizer_config.json, where it is there, decides, and bos_token there, else bos_token_id in config.json,
/// names the token; else the tokenizer's own files (post_processor of tokenizer.json; tokenizer.model).
/// End: eos_token_id in generation_config.json; else in config.json; else eos_token in tokenizer_config.json; else the
/// tokenizer's own files. The first that says anything decides.
/// </summary>
/// <param name="files">The folder.</param>
internal sealed class SequenceEnds(CheckpointFiles files)
{
    /// <summary>Reads what there is.</summary>
    /// <exception cref="InvalidInputException">A file is damaged, or names a token that the tokenizer does not know: all are named.</exception>
    public CheckpointTokenizer Read(ReadTokenizer read)
    {
        var faults = new FaultCollector();
        var settings = faults.Try(() => new Settings(
            files.ReadJsonIfAny("tokenizer_config.json"), files.ReadJsonIfAny("generation_config.json"), files.ReadJsonIfAny("config.json")));
        faults.ThrowIfAny();
        var bos = faults.Try(() => new Found<int?>(Bos(settings!, read)));
        var eos = faults.Try(() => Eos(settings!, read));
        faults.ThrowIfAny();
        return new CheckpointTokenizer(read.Tokenizer, bos!.Value, eos!, files.Read);
    }

    /// <summary>The ids that end an answer, by the two files that need no tokenizer to be understood.</summary>
    /// <param name="vocabulary">One more than the highest id that the model knows.</param>
    /// <exception cref="InvalidInputException">A file is damaged, or names an id that is not there.</exception>
    public IReadOnlyList<int> EosWithoutTokenizer(int vocabulary) =>
        [.. (Ids(files.ReadJsonIfAny("generation_config.json")?["eos_token_id"], vocabulary)
            ?? Ids(files.ReadJsonIfAny("config.json")?["eos_token_id"], vocabulary) ?? []).Distinct()];

    private static int? Bos(Settings settings, ReadTokenizer read)
    {
        if (settings.Tokenizer?["add_bos_token"] is null)
        {
            return read.OwnBos;
        }

        if (!settings.Tokenizer.Flag("add_bos_token"))
        {
            return null;
        }

        return IdOf(settings.Tokenizer["bos_token"], read.Tokenizer)
            ?? Ids(settings.Model?["bos_token_id"], read.Tokenizer.VocabularySize)?.FirstOrDefault()
            ?? read.OwnBos
            ?? throw settings.Tokenizer.Wrong("add_bos_token is true, but no bos_token is named.");
    }

    private static IReadOnlyList<int> Eos(Settings settings, ReadTokenizer read)
    {
        var vocabulary = read.Tokenizer.VocabularySize;
        if ((Ids(settings.Generation?["eos_token_id"], vocabulary) ?? Ids(settings.Model?["eos_token_id"], vocabulary)) is { } ids)
        {
            return [.. ids.Distinct()];
        }

        return IdOf(settings.Tokenizer?["eos_token"], read.Tokenizer) is { } id ? [id] : read.OwnEos;
    }

    /// <summary>The ids of a number or of a list of numbers; null where there is nothing.</summary>
    private static List<int>? Ids(JsonNodeAt? node, int vocabulary)
    {
        if (node is null)
        {
            return null;
        }

        var nodes = node.Value.ValueKind == System.Text.Json.JsonValueKind.Array ? node.Items : [node];
        return [.. nodes.Select(one => one.Id < vocabulary
            ? one.Id
            : throw one.Wrong($"The id {one.Id} is beyond the highest, {vocabulary - 1}."))];
    }

    /// <summary>The id of a token named by its text, or by an object with its content; null where there is nothing.</summary>
    private static int? IdOf(JsonNodeAt? node, ITokenizer tokenizer)
    {
        if (node is null)
        {
            return null;
        }

        var text = (node["content"] ?? node).Text;
        return tokenizer.Encode(text) is [var id] ? id : throw node.Wrong($"The tokenizer does not know the token \"{text}\".");
    }

    private sealed record Settings(JsonNodeAt? Tokenizer, JsonNodeAt? Generation, JsonNodeAt? Model);

    private sealed record Found<T>(T Value);
}
