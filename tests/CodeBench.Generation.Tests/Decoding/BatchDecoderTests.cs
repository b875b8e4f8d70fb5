using CodeBench.Core.Completions;
using CodeBench.Core.Faults;
using CodeBench.Generation.Configuration;
using CodeBench.Generation.Decoding;
using CodeBench.Generation.Model;
using CodeBench.Generation.Tests.Families;
using CodeBench.Generation.Tokens;
using CodeBench.Generation.Weights;
using CodeBench.Testing;
using static TorchSharp.torch;

namespace CodeBench.Generation.Tests.Decoding;

/// <summary>Many completions together are those that each would be by itself.</summary>
public sealed class BatchDecoderTests : IDisposable
{
    private const int Vocabulary = 61;
    private readonly TemporaryFolder _folder = new();

    /// <summary>Products so small are not worth a second thread, which a busy machine would have to be waited for.</summary>
    public BatchDecoderTests() => set_num_threads(1);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("Llama 3.1", false)]
    [InlineData("Mistral with a window", false)]
    [InlineData("StarCoder2", false)]
    [InlineData("Qwen3", false)]
    [InlineData("Llama 3.1", true)]
    [InlineData("StarCoder2", true)]
    public void Deterministic_CompletionsAreTheSameToTheLastBit_WhateverIsDecodedBesideThem(string name, bool packed)
    {
        TestDevice.RequireCpu();
        using var model = Open(name, packed);
        var requests = Requests();
        var expected = Complete(model, requests, 1);
        Assert.Equal(expected, Complete(model, requests, 4));
        Assert.Equal(expected, Complete(model, requests, 32));
        Assert.Equal(expected, Complete(model, [.. requests.Reverse()], 5));
        Assert.Equal(expected, Complete(model, requests[..4], 32).Concat(Complete(model, requests[4..], 3)).Order(StringComparer.Ordinal));
        // What a resumed run asks for: samples that are not there yet.
        var rest = requests.Select(request => request with { Samples = [.. request.Samples.Skip(1)] }).Where(request => request.Samples.Count > 0);
        Assert.Equal(expected.Where(line => !line.Contains(" 0: ", StringComparison.Ordinal)), Complete(model, [.. rest], 7));
    }

    [Fact]
    public void Completions_OfPromptsLongerThanAPiece_AreThoseOfOneAtATime()
    {
        using var model = Open("Llama 2");
        CompletionRequest[] requests =
        [
            new() { Key = "long", Prompt = Text(1, 400), Samples = [0, 1, 2] },
            new() { Key = "short", Prompt = Text(2, 9), Samples = [0] },
            new() { Key = "longer", Prompt = Text(3, 450), Samples = [0, 4] },
        ];
        Assert.Equal(Complete(model, requests, 1, deterministic: false), Complete(model, requests, 8, deterministic: false));
    }

    [Fact]
    public void CacheMemory_ThatHoldsFewerSequences_ChangesNoCompletion()
    {
        using var model = Open("Llama 2");
        var requests = Requests();
        Assert.Equal(Complete(model, requests, 32), Complete(model, requests, 32, memory: ByteSize.FromKibibytes(300)));
    }

    [Fact]
    public void CacheMemory_ThatHoldsNoSequence_IsSaid()
    {
        using var model = Open("Llama 2");
        var exception = Assert.Throws<InvalidInputException>(() => Complete(model, Requests(), 4, memory: ByteSize.FromKibibytes(20)));
        Assert.Contains("--cache-memory: must be at least 1MiB", exception.Message, StringComparison.Ordinal);
    }

    private static List<string> Complete(
        Decoder model, IReadOnlyList<CompletionRequest> requests, int batch, bool deterministic = true, ByteSize? memory = null)
    {
        var decoder = new BatchDecoder(model, new CheckpointTokenizer(new LetterTokenizer(Vocabulary, first: 0), null, [2], []));
        var sampling = new SamplingOptions
        {
            Temperature = 1,
            MaxTokens = 24,
            Seed = 4,
            Batch = batch,
            CacheMemory = memory,
            Deterministic = deterministic,
            LogProbabilities = deterministic,
        };
        return
        [
            .. decoder.Decode(requests, sampling, TestContext.Current.CancellationToken)
                .Select(item => $"{item.Key} {item.Sample}: {item.FinishReason} {item.Text} {Bits(item.LogProbabilities)}")
                .Order(StringComparer.Ordinal),
        ];

        static string Bits(IReadOnlyList<float>? numbers) => string.Join(' ', (numbers ?? []).Select(BitConverter.SingleToInt32Bits));
    }

    private static CompletionRequest[] Requests() =>
        [.. Enumerable.Range(0, 7).Select(i => new CompletionRequest { Key = $"p{i}", Prompt = Text(i, 1 + (i * 11 % 50)), Samples = [.. Enumerable.Range(0, 1 + (i * 3 % 6))] })];

    private static string Text(int seed, int length)
    {
        var random = new Random(seed);
        return new string([.. Enumerable.Range(0, length).Select(_ => (char)random.Next(3, Vocabulary))]);
    }

    // What is packed is larger: small matrices are not.
    private Decoder Open(string name, bool packed = false)
    {
        var config = TinyConfigs.Of(name);
        config["max_position_embeddings"] = 512;
        if (packed)
        {
            (config["hidden_size"], config["intermediate_size"]) = (512, 1024);
        }

        TinyCheckpoint.Random(config, seed: 17).Write(_folder.Path);
        var read = DecoderConfigReader.Read(_folder.Path);
        return CheckpointReader.Read(_folder.Path, read, ScalarType.Float32, TestDevice.Place(read), packed ? MatrixLayout.ForManySequences : MatrixLayout.Plain);
    }
}
