using CodeBench.Core.Faults;
using CodeBench.Generation.Tokens;
using CodeBench.Testing;

namespace CodeBench.Generation.Tests.Tokens;

public sealed class SequenceEndsTests : IDisposable
{
    private const string Template = """
        , "post_processor": { "type": "Sequence", "processors": [ { "type": "ByteLevel" }, { "type": "TemplateProcessing",
            "single": [ { "SpecialToken": { "id": "<s>", "type_id": 0 } }, { "Sequence": { "id": "A", "type_id": 0 } } ],
            "special_tokens": { "<s>": { "id": "<s>", "ids": [95], "tokens": ["<s>"] } } } ] }
        """;

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Load_NothingSaid_HasNeither()
    {
        var loaded = Load("");

        Assert.Null(loaded.BosId);
        Assert.Empty(loaded.EosIds);
        Assert.Equal([_folder.PathOf("tokenizer.json")], loaded.Files);
    }

    [Fact]
    public void Load_Template_NamesBos() => Assert.Equal(95, Load(Template).BosId);

    [Fact]
    public void Load_AddBosFalse_CountsMoreThanTheTemplate()
    {
        _folder.Write("tokenizer_config.json", """{ "add_bos_token": false, "bos_token": "<s>" }""");

        Assert.Null(Load(Template).BosId);
    }

    [Theory]
    [InlineData("\"<s>\"")]
    [InlineData("{ \"content\": \"<s>\", \"special\": true }")]
    public void Load_AddBosTrue_PutsTheNamedToken(string token)
    {
        _folder.Write("tokenizer_config.json", $$"""{ "add_bos_token": true, "bos_token": {{token}} }""");

        Assert.Equal(95, Load("").BosId);
    }

    [Fact]
    public void Load_EndsInSeveralFiles_TheFirstOfTheOrderCounts()
    {
        _folder.Write("tokenizer_config.json", """{ "eos_token": "</s>" }""");
        Assert.Equal([96], Load("").EosIds);

        _folder.Write("config.json", """{ "eos_token_id": 1 }""");
        Assert.Equal([1], Load("").EosIds);

        _folder.Write("generation_config.json", """{ "eos_token_id": [2, 3, 2] }""");
        var loaded = Load("");
        Assert.Equal([2, 3], loaded.EosIds);
        Assert.Equal(
            ["tokenizer.json", "tokenizer_config.json", "generation_config.json", "config.json"], loaded.Files.Select(Path.GetFileName));
    }

    [Fact]
    public void Load_UnknownTokenAndIdBeyondTheLast_AreBothNamed()
    {
        _folder.Write("tokenizer_config.json", """{ "add_bos_token": true, "bos_token": "<none>" }""");
        _folder.Write("config.json", """{ "eos_token_id": 500 }""");

        var exception = Assert.Throws<InvalidInputException>(() => Load(""));

        Assert.Equal(["bos_token", "eos_token_id"], exception.Faults.Select(fault => fault.Field));
    }

    [Theory]
    [InlineData("deepseek-coder", 32013, 32014)]
    [InlineData("starcoder", null, 0)]
    [InlineData("llama2", 1, 2)]
    [InlineData("qwen3", null, 151645)]
    public void Load_RealFolder_HasItsEnds(string folder, int? bos, int eos)
    {
        var loaded = TokenizerLoader.Load(SharedData.Require($"tokenizers/{folder}"));

        Assert.Equal(bos, loaded.BosId);
        Assert.Equal([eos], loaded.EosIds);
    }

    [Fact]
    public void Load_TiktokenModel_HasLlama3sEnds()
    {
        var loaded = TokenizerLoader.Load(SharedData.Require("tokenizers/llama3"));

        Assert.Equal(128000, loaded.BosId);
        Assert.Equal([128001, 128008, 128009], loaded.EosIds);
        Assert.Equal(128256, loaded.Tokenizer.VocabularySize);
    }

    [Fact]
    public void EosIds_OfAFolderWithoutATokenizer_AreThoseOfTheGenerationsFile_ElseOfTheModels()
    {
        Assert.Empty(TokenizerLoader.EosIdsOf(_folder.Path, 9));
        _folder.Write("config.json", """{ "eos_token_id": 2 }""");
        Assert.Equal([2], TokenizerLoader.EosIdsOf(_folder.Path, 9));
        _folder.Write("generation_config.json", """{ "eos_token_id": [7, 8, 7] }""");
        Assert.Equal([7, 8], TokenizerLoader.EosIdsOf(_folder.Path, 9));
        Assert.Throws<InvalidInputException>(() => TokenizerLoader.EosIdsOf(_folder.Path, 8));
    }

    public void Dispose() => _folder.Dispose();

    private CheckpointTokenizer Load(string rest)
    {
        var special = ", \"special\": true";
        _folder.Write("tokenizer.json", TinyTokenizer.Json([], [("<s>", special), ("</s>", special)], rest: rest));
        return TokenizerLoader.Load(_folder.Path);
    }
}
