using System.Text;
using CodeBench.Core.Faults;
using CodeBench.Generation.Tokens;
using CodeBench.Testing;
using Google.Protobuf;

namespace CodeBench.Generation.Tests.Tokens;

public sealed class SentencePieceTests : IDisposable
{
    private const int Normal = 1;
    private const int Unknown = 2;
    private const int Control = 3;
    private const int UserDefined = 4;

    private static readonly (string Text, float Score, int Kind)[] Marks = [("<unk>", 0, Unknown), ("<s>", 0, Control), ("</s>", 0, Control)];

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Encode_EqualScores_TheLeftmostIsMergedFirst() =>
        Assert.Equal(["aa", "aa", "a"], Tokens("aaaaa", ("a", -9, Normal), ("aa", -1, Normal)));

    [Fact]
    public void Encode_HigherScore_IsMergedBeforeTheLeftmost() =>
        Assert.Equal(["a", "bc"], Tokens("abc", ("a", -9, Normal), ("b", -9, Normal), ("c", -9, Normal), ("ab", -2, Normal), ("bc", -1, Normal)));

    [Fact]
    public void Encode_UserDefinedPiece_IsNeverMergedAndTheLongestCounts() =>
        Assert.Equal(
            ["a", "bb", "a", "b"],
            Tokens("abbab", ("a", -9, Normal), ("b", 0, UserDefined), ("bb", 0, UserDefined), ("ab", -1, Normal)));

    [Fact]
    public void Encode_SpaceBeforeTheText_FollowsTheSettings()
    {
        (string, float, int)[] pieces = [("\u2581", -9, Normal), ("a", -9, Normal)];

        Assert.Equal([3, 4, 1, 3, 4], Load(pieces).Encode("a<s>a"));

        _folder.Write("tokenizer_config.json", """{ "legacy": false }""");
        Assert.Equal([3, 4, 1, 4], Load(pieces).Encode("a<s>a"));

        _folder.Write("tokenizer_config.json", """{ "add_prefix_space": false }""");
        Assert.Equal([4, 1, 4], Load(pieces).Encode("a<s>a"));
    }

    [Theory]
    [InlineData("""{ "normalizer": { "type": "Prepend", "prepend": "\u2581" } }""", new[] { 3, 4, 1, 3, 4 })]
    [InlineData(
        """
        { "normalizer": { "type": "Sequence", "normalizers": [{ "type": "Prepend", "prepend": "\u2581" }, { "type": "Replace" }] }, "pre_tokenizer": null }
        """,
        new[] { 3, 4, 1, 3, 4 })]
    [InlineData("""{ "pre_tokenizer": { "type": "Metaspace" } }""", new[] { 3, 4, 1, 3, 4 })]
    [InlineData("""{ "pre_tokenizer": { "type": "Metaspace", "prepend_scheme": "always" } }""", new[] { 3, 4, 1, 3, 4 })]
    [InlineData("""{ "pre_tokenizer": { "type": "Metaspace", "prepend_scheme": "first" } }""", new[] { 3, 4, 1, 4 })]
    [InlineData("""{ "pre_tokenizer": { "type": "Metaspace", "prepend_scheme": "never" } }""", new[] { 4, 1, 4 })]
    [InlineData("""{ "pre_tokenizer": { "type": "Metaspace", "add_prefix_space": false } }""", new[] { 4, 1, 4 })]
    [InlineData(
        """{ "pre_tokenizer": { "type": "Sequence", "pretokenizers": [{ "type": "Split" }, { "type": "Metaspace", "prepend_scheme": "never" }] } }""",
        new[] { 4, 1, 4 })]
    [InlineData("""{ "normalizer": { "type": "Replace" }, "pre_tokenizer": { "type": "Split" } }""", new[] { 3, 4, 1, 4 })]
    public void Encode_SpaceBeforeTheText_FollowsATokenizerJsonMoreThanLegacy(string json, int[] ids)
    {
        _folder.Write("tokenizer.json", json);
        _folder.Write("tokenizer_config.json", """{ "legacy": false, "add_prefix_space": null }""");

        Assert.Equal(ids, Load([("\u2581", -9, Normal), ("a", -9, Normal)]).Encode("a<s>a"));
    }

    [Fact]
    public void Encode_ChatOfLlama2_IsWhatItsAuthorsCodeMakes()
    {
        File.Copy(SharedData.Require("tokenizers/llama2/tokenizer.model"), _folder.PathOf("tokenizer.model"));
        _folder.Write("tokenizer_config.json", """{ "legacy": false }""");
        _folder.Write("tokenizer.json", """
            { "normalizer": { "type": "Sequence", "normalizers": [
                { "type": "Prepend", "prepend": "\u2581" }, { "type": "Replace", "pattern": { "String": " " }, "content": "\u2581" }] } }
            """);

        Assert.Equal(
            [1, 518, 25580, 29962, 15043, 518, 29914, 25580, 29962],
            TokenizerLoader.Load(_folder.Path).Tokenizer.Encode("<s>[INST] Hello [/INST]"));
    }

    [Fact]
    public void Encode_SpaceBeforeTheText_FollowsTheSettingsWhereTheySayWhetherThereIsOne()
    {
        _folder.Write("tokenizer.json", """{ "normalizer": { "type": "Prepend", "prepend": "\u2581" } }""");
        _folder.Write("tokenizer_config.json", """{ "legacy": false, "add_prefix_space": true }""");

        Assert.Equal([3, 4, 1, 4], Load([("\u2581", -9, Normal), ("a", -9, Normal)]).Encode("a<s>a"));
    }

    [Fact]
    public void Load_PrependSchemeThatIsNone_IsNamed()
    {
        _folder.Write("tokenizer.json", """{ "pre_tokenizer": { "type": "Metaspace", "prepend_scheme": "last" } }""");

        var fault = Assert.Single(Assert.Throws<InvalidInputException>(() => Load([("a", 0, Normal)])).Faults);

        Assert.Equal((_folder.PathOf("tokenizer.json"), "pre_tokenizer.prepend_scheme"), (fault.Where, fault.Field));
    }

    [Fact]
    public void BytesOf_PiecesThatTheSettingsCallSpecial_AreNone()
    {
        (string, float, int)[] pieces = [("<turn>", 0, UserDefined), ("<none>", 0, UserDefined), ("ab", -1, Normal), ("a", -9, Normal), ("b", -9, Normal)];
        var before = Load(pieces, addsPrefix: false).Encode("<turn>ab<none>a");
        _folder.Write("tokenizer_config.json", """
            { "added_tokens_decoder": {
                "3": { "content": "<turn>", "special": true }, "4": { "content": "<none>", "special": false },
                "5": { "content": "ab", "special": true }, "6": { "content": "another", "special": true } } }
            """);

        var tokenizer = Load(pieces, addsPrefix: false);
        var ids = Enumerable.Range(3, 4);

        Assert.Equal(before, tokenizer.Encode("<turn>ab<none>a"));
        Assert.Equal(["", "<none>", "", "a"], ids.Select(id => Encoding.UTF8.GetString(tokenizer.BytesOf(id))));
        Assert.Equal(["<turn>", null, "ab", null], ids.Select(tokenizer.MarkOf));
        Assert.Equal("<turn>ab<none>a", TokenDecoding.Decode(tokenizer, before));
    }

    [Fact]
    public void Encode_CharacterWithoutPieceAndBytes_IsUnknown() =>
        Assert.Equal([0], Load([("a", 0, Normal)], addsPrefix: false).Encode("b"));

    [Fact]
    public void Load_UnigramThatTakesSpacesAway_NamesBoth()
    {
        var exception = Assert.Throws<InvalidInputException>(() => Load([("a", 0, Normal)], algorithm: 1, removesSpaces: true));

        Assert.Equal(
            ["trainer_spec.model_type", "normalizer_spec.remove_extra_whitespaces"], exception.Faults.Select(fault => fault.Field));
    }

    public void Dispose() => _folder.Dispose();

    private List<string> Tokens(string text, params (string Text, float Score, int Kind)[] pieces)
    {
        var tokenizer = Load(pieces, addsPrefix: false);
        return [.. tokenizer.Encode(text).Select(id => Encoding.UTF8.GetString(tokenizer.BytesOf(id)))];
    }

    private ITokenizer Load((string Text, float Score, int Kind)[] pieces, int algorithm = 2, bool addsPrefix = true, bool removesSpaces = false)
    {
        var model = Message(output =>
        {
            foreach (var (text, score, kind) in Marks.Concat(pieces))
            {
                Write(output, 1, Message(piece =>
                {
                    piece.WriteTag(1, WireFormat.WireType.LengthDelimited);
                    piece.WriteString(text);
                    piece.WriteTag(2, WireFormat.WireType.Fixed32);
                    piece.WriteFloat(score);
                    WriteNumber(piece, 3, kind);
                }));
            }

            Write(output, 2, Message(trainer => WriteNumber(trainer, 3, algorithm)));
            Write(output, 3, Message(normalizer =>
            {
                WriteNumber(normalizer, 3, addsPrefix ? 1 : 0);
                WriteNumber(normalizer, 4, removesSpaces ? 1 : 0);
            }));
        });
        File.WriteAllBytes(_folder.PathOf("tokenizer.model"), model);
        return TokenizerLoader.Load(_folder.Path).Tokenizer;
    }

    private static byte[] Message(Action<CodedOutputStream> write)
    {
        using var stream = new MemoryStream();
        using (var output = new CodedOutputStream(stream, leaveOpen: true))
        {
            write(output);
        }

        return stream.ToArray();
    }

    private static void Write(CodedOutputStream output, int field, byte[] message)
    {
        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteBytes(ByteString.CopyFrom(message));
    }

    private static void WriteNumber(CodedOutputStream output, int field, int number)
    {
        output.WriteTag(field, WireFormat.WireType.Varint);
        output.WriteInt32(number);
    }
}
