using CodeBench.Core.Faults;
using CodeBench.Generation.Tokens;
using CodeBench.Testing;

namespace CodeBench.Generation.Tests.Tokens;

public sealed class LoaderFaultTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Load_FolderWithoutTokenizer_NamesTheFilesThatAreLookedFor()
    {
        var fault = Assert.Single(Faults());

        Assert.Equal(_folder.Path, fault.Where);
        Assert.Contains("tokenizer.model", fault.Message);
        Assert.Contains("tokenizer.json", fault.Message);
        Assert.Contains("vocab.json with merges.txt", fault.Message);
    }

    [Fact]
    public void Load_FolderThatDoesNotExist_IsOneFault() =>
        Assert.Single(Assert.Throws<InvalidInputException>(() => TokenizerLoader.Load(_folder.PathOf("absent"))).Faults);

    [Fact]
    public void Load_JsonCutOff_NamesTheLine()
    {
        _folder.Write("tokenizer.json", "{\n\"model\": {\n");

        Assert.Equal(3, Assert.Single(Faults()).Line);
    }

    [Fact]
    public void Load_PartsNotUnderstood_AreAllNamed()
    {
        _folder.Write("tokenizer.json", """
            {
              "normalizer": { "type": "Lowercase" },
              "pre_tokenizer": { "type": "Sequence", "pretokenizers": [ { "type": "Metaspace" }, { "type": "BertPreTokenizer" } ] },
              "post_processor": { "type": "BertProcessing" },
              "decoder": { "type": "WordPiece" },
              "model": { "type": "WordPiece", "vocab": {}, "merges": [] }
            }
            """);

        Assert.Collection(
            Faults(),
            fault => Assert.Contains("normalizer Lowercase", fault.Message),
            fault => Assert.Contains("pre-tokenizer Metaspace", fault.Message),
            fault => Assert.Equal("pre_tokenizer.pretokenizers[1]", fault.Field),
            fault => Assert.Contains("model WordPiece", fault.Message),
            fault => Assert.Contains("decoder WordPiece", fault.Message),
            fault => Assert.Contains("post-processor BertProcessing", fault.Message));
    }

    [Fact]
    public void Load_MergeWithoutToken_IsNamed()
    {
        _folder.Write("vocab.json", """{ "a": 0, "b": 1 }""");
        _folder.Write("merges.txt", "#version: 0.2\na b\n");

        Assert.Contains("\"a\" and \"b\"", Assert.Single(Faults()).Message);
    }

    [Fact]
    public void Load_TokenThatIsThereTwice_IsNamed()
    {
        _folder.Write("vocab.json", """{ "a": 0, "b": 1, "a": 2 }""");
        _folder.Write("merges.txt", "#version: 0.2\n");

        Assert.Equal("\"a\" is there twice.", Assert.Single(Faults()).Message);
    }

    [Fact]
    public void Load_MergesLineOfThree_NamesTheLine()
    {
        _folder.Write("vocab.json", """{ "a": 0, "b": 1 }""");
        _folder.Write("merges.txt", "#version: 0.2\n\na b c\n");

        Assert.Equal(3, Assert.Single(Faults()).Line);
    }

    [Theory]
    [InlineData("version https://git-lfs.github.com/spec/v1\n")]
    [InlineData("")]
    public void Load_ModelThatIsNone_IsOneFault(string content)
    {
        _folder.Write("tokenizer.model", content);

        Assert.EndsWith("tokenizer.model", Assert.Single(Faults()).Where);
    }

    [Fact]
    public void Load_RankOutOfOrder_NamesTheLine()
    {
        _folder.Write("tokenizer.model", "IQ== 0\nIg== 2\n");

        Assert.Equal(2, Assert.Single(Faults()).Line);
    }

    public void Dispose() => _folder.Dispose();

    private IReadOnlyList<Fault> Faults() =>
        Assert.Throws<InvalidInputException>(() => TokenizerLoader.Load(_folder.Path)).Faults;
}
