using System.Globalization;

namespace CodeBench.Generation.Tokens.Reading;

/// <summary>Reads added tokens from the files that lie beside a vocabulary. Where two name the same id, the last in this class's order counts.</summary>
internal static class AddedTokensReader
{
    /// <summary>The added tokens of added_tokens.json, tokenizer_config.json and special_tokens.json.</summary>
    /// <exception cref="CodeBench.Core.Faults.InvalidInputException">A file is damaged.</exception>
    public static IReadOnlyList<AddedToken> Read(CheckpointFiles files, JsonNodeAt? specials, JsonNodeAt? settings)
    {
        var tokens = new Dictionary<int, AddedToken>();
        foreach (var token in FromTextToId(files.ReadJsonIfAny("added_tokens.json"))
            .Concat(FromSettings(settings)).Concat(FromSpecials(specials)))
        {
            tokens[token.Id] = token;
        }

        return [.. tokens.Values.Where(token => token.Content.Length > 0)];
    }

    /// <summary>The added_tokens_decoder of tokenizer_config.json.</summary>
    /// <exception cref="CodeBench.Core.Faults.InvalidInputException">It is damaged.</exception>
    public static IEnumerable<AddedToken> FromSettings(JsonNodeAt? settings) => settings?["added_tokens_decoder"]?.Members
        .Select(member => new AddedToken(
            int.TryParse(member.Name, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                ? id
                : throw member.Node.Wrong("An id is expected as the name."),
            member.Node.Need("content").Text,
            member.Node.Flag("special"),
            member.Node.Flag("normalized"),
            member.Node.Flag("lstrip"),
            member.Node.Flag("rstrip"))) ?? [];

    private static IEnumerable<AddedToken> FromTextToId(JsonNodeAt? file) =>
        file?.Members.Select(member => new AddedToken(member.Node.Id, member.Name, Special: false)) ?? [];

    private static IEnumerable<AddedToken> FromSpecials(JsonNodeAt? file) => file?["special"]?.Items
        .Select(token => new AddedToken(
            token.Need("id").Id, token.Need("content").Text, Special: token.Need("type").Text == "control")) ?? [];
}
