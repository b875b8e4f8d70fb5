using System.Text;
using CodeBench.Core.Faults;
using CodeBench.Generation.Tokens;
using CodeBench.Testing;

namespace CodeBench.Generation.Tests.Tokens;

public sealed class TokenizerJsonTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Encode_Merges_GoInTheirOrder() =>
        Assert.Equal(["a", "bc"], Tokens(TinyTokenizer.Json(["b c", "a b"]), "abc"));

    [Fact]
    public void Encode_WholePieceWithoutMerges_IsItsTokenOnlyWhereMergesAreIgnored()
    {
        Assert.Equal(["a", "b", "c"], Tokens(TinyTokenizer.Json([], unmerged: ["abc"]), "abc"));
        Assert.Equal(["abc"], Tokens(TinyTokenizer.Json([], unmerged: ["abc"], model: "\"ignore_merges\": true,"), "abc"));
    }

    [Fact]
    public void Encode_Digits_AreNotMergedAcross()
    {
        const string Split = """
            { "type": "Sequence", "pretokenizers": [
                { "type": "Digits", "individual_digits": true },
                { "type": "ByteLevel", "add_prefix_space": false, "use_regex": true } ] }
            """;

        Assert.Equal(["1", "2", "a"], Tokens(TinyTokenizer.Json(["1 2"], preTokenizer: Split), "12a"));
    }

    [Fact]
    public void Encode_AddedTokens_LongestOfTheLeftmostIsFound()
    {
        var json = TinyTokenizer.Json([], [("<x>", ""), ("<x>y", ""), ("b<", "")]);

        Assert.Equal(["a", "<x>y", "<x>", "b<", "x"], Tokens(json, "a<x>y<x>b<x"));
    }

    [Fact]
    public void Encode_AddedTokenThatStrips_TakesTheSpacesBesideIt()
    {
        var json = TinyTokenizer.Json([], [("<l>", ", \"lstrip\": true"), ("<r>", ", \"rstrip\": true")]);

        Assert.Equal(["a", "<l>", " ", "b", " ", "<r>", "c"], Tokens(json, "a  <l> b <r>  c"));
    }

    [Fact]
    public void BytesOf_SpecialTokenAndUnknownIds_AreNone()
    {
        _folder.Write("tokenizer.json", TinyTokenizer.Json([], [("<s>", ", \"special\": true"), ("<t>", "")]));
        var tokenizer = TokenizerLoader.Load(_folder.Path).Tokenizer;

        Assert.Equal(97, tokenizer.VocabularySize);
        Assert.Equal([95, 96], tokenizer.Encode("<s><t>"));
        Assert.True(tokenizer.BytesOf(95).IsEmpty);
        Assert.Equal("<t>"u8, tokenizer.BytesOf(96));
        Assert.True(tokenizer.BytesOf(97).IsEmpty);
        Assert.True(tokenizer.BytesOf(-1).IsEmpty);
    }

    [Fact]
    public void Encode_LettersAboveTheBasicPlane_AreLetters()
    {
        // .NET's own patterns see two halves there, and no letter.
        const string Split = """{ "type": "Split", "pattern": { "Regex": "1\\p{L}2" }, "behavior": "Removed", "invert": false }""";

        Assert.Equal(["a", "3"], Tokens(TinyTokenizer.Json([], preTokenizer: Split), "a1\U0001D49C23"));
    }

    [Theory]
    [InlineData("""{ "type": "Split", "pattern": { "Regex": "(" }, "behavior": "Isolated" }""", "pre_tokenizer.pattern")]
    [InlineData("""{ "type": "Split", "pattern": { "Regex": "[\ud801\udc00-\ud801\udc4f]" }, "behavior": "Isolated" }""", "pre_tokenizer.pattern")]
    [InlineData("""{ "type": "Split", "pattern": { "String": " " }, "behavior": "MergedWithNext" }""", "pre_tokenizer.behavior")]
    [InlineData("""{ "type": "ByteLevel", "add_prefix_space": true }""", "pre_tokenizer")]
    public void Load_SplitNotUnderstood_NamesTheField(string split, string field)
    {
        _folder.Write("tokenizer.json", TinyTokenizer.Json([], preTokenizer: split));

        var exception = Assert.Throws<InvalidInputException>(() => TokenizerLoader.Load(_folder.Path));

        Assert.Equal(field, Assert.Single(exception.Faults).Field);
    }

    public void Dispose() => _folder.Dispose();

    private List<string> Tokens(string json, string text)
    {
        _folder.Write("tokenizer.json", json);
        var tokenizer = TokenizerLoader.Load(_folder.Path).Tokenizer;
        return [.. tokenizer.Encode(text).Select(id => Encoding.UTF8.GetString(tokenizer.BytesOf(id)))];
    }
}
