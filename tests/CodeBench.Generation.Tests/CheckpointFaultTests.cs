using System.Text;
using CodeBench.Core.Faults;
using CodeBench.Generation.Decoding;
using CodeBench.Testing;

namespace CodeBench.Generation.Tests;

/// <summary>A checkpoint that is not whole is refused, and everything that is wrong with it is named at once.</summary>
public sealed class CheckpointFaultTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = 60_000)]
    public async Task Open_OfADamagedCheckpoint_ListsMissingExtraAndMisshapenTensorsAndTheTokenizer()
    {
        _folder.Write("config.json", """
            {"model_type":"llama","hidden_size":4,"intermediate_size":8,"num_hidden_layers":1,"num_attention_heads":2,
             "vocab_size":3,"tie_word_embeddings":true}
            """);
        Safetensors("model.safetensors", ("model.embed_tokens.weight", [3, 4]), ("model.norm.weight", [5]), ("model.extra.weight", [2]));
        var exception = await Assert.ThrowsAsync<InvalidInputException>(() => OpenAsync(TestContext.Current.CancellationToken));
        var fields = exception.Faults.ToDictionary(fault => fault.Field ?? "", fault => fault.Message);
        Assert.Contains("extra", fields["model.extra.weight"], StringComparison.Ordinal);
        Assert.Contains("[5]", fields["model.norm.weight"], StringComparison.Ordinal);
        Assert.Equal(9, exception.Faults.Count(fault => fault.Message.Contains("missing", StringComparison.Ordinal)));
        Assert.Contains("tokenizer", fields[""], StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task Open_OfAnotherArchitecture_NamesEachField()
    {
        _folder.Write("config.json", """{"model_type":"mixtral","rope_scaling":{"type":"yarn"},"hidden_size":"four"}""");
        Safetensors("model.safetensors", ("a", [1]));
        var exception = await Assert.ThrowsAsync<InvalidInputException>(() => OpenAsync(TestContext.Current.CancellationToken));
        var fields = exception.Faults.Select(fault => fault.Field).ToList();
        Assert.All(["model_type", "rope_scaling", "hidden_size", "num_hidden_layers", "vocab_size"], field => Assert.Contains(field, fields));
    }

    [Fact(Timeout = 60_000)]
    public async Task Open_OfACutFile_SaysSo()
    {
        _folder.Write("config.json", """
            {"model_type":"llama","hidden_size":4,"intermediate_size":8,"num_hidden_layers":1,"num_attention_heads":2,"vocab_size":3}
            """);
        Safetensors("model.safetensors", ("model.norm.weight", [4]));
        using (var file = File.OpenWrite(_folder.PathOf("model.safetensors")))
        {
            file.SetLength(file.Length - 3);
        }

        var exception = await Assert.ThrowsAsync<InvalidInputException>(() => OpenAsync(TestContext.Current.CancellationToken));
        Assert.Contains("cut short", exception.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task Open_OfPickledWeights_SaysHowToConvertThem()
    {
        _folder.Write("config.json", "{\"model_type\":\"llama\"}");
        _folder.Write("pytorch_model.bin", "");
        var exception = await Assert.ThrowsAsync<InvalidInputException>(() => OpenAsync(TestContext.Current.CancellationToken));
        Assert.Contains("safe_serialization", exception.Message, StringComparison.Ordinal);
    }

    private Task<CheckpointSource> OpenAsync(CancellationToken cancellationToken) =>
        CheckpointSource.OpenAsync(new CheckpointOptions(_folder.Path, "cpu", "float32"), cancellationToken);

    private void Safetensors(string name, params (string Name, long[] Sizes)[] tensors)
    {
        var entries = new List<string>();
        long end = 0;
        foreach (var (tensor, sizes) in tensors)
        {
            var start = end;
            end += 4 * sizes.Aggregate(1L, (product, size) => product * size);
            entries.Add($"\"{tensor}\":{{\"dtype\":\"F32\",\"shape\":[{string.Join(',', sizes)}],\"data_offsets\":[{start},{end}]}}");
        }

        var header = Encoding.UTF8.GetBytes("{" + string.Join(',', entries) + "}");
        using var file = File.Create(_folder.PathOf(name));
        file.Write(BitConverter.GetBytes((long)header.Length));
        file.Write(header);
        file.Write(new byte[end]);
    }
}
