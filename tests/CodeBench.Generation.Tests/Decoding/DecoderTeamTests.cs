using CodeBench.Core.Completions;
using CodeBench.Core.Faults;
using CodeBench.Generation.Configuration;
using CodeBench.Generation.Decoding;
using CodeBench.Generation.Tests.Families;
using CodeBench.Generation.Tokens;
using CodeBench.Generation.Weights;
using CodeBench.Testing;
using static TorchSharp.torch;

namespace CodeBench.Generation.Tests.Decoding;

/// <summary>Several copies of a model say together what one says.</summary>
public sealed class DecoderTeamTests : IDisposable
{
    private const int Vocabulary = 61;
    private readonly TemporaryFolder _folder = new();

    public DecoderTeamTests()
    {
        var config = TinyConfigs.Of("Llama 3.1");
        config["max_position_embeddings"] = 512;
        TinyCheckpoint.Random(config, seed: 17).Write(_folder.Path);
    }

    public void Dispose() => _folder.Dispose();

    [Theory(Timeout = 60_000)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Replicas_GiveEachSampleOnce_WithTheBitsOfASingleModel(int replicas)
    {
        TestDevice.RequireCpu();
        var (alone, meter) = (new DecodingMeter(), new DecodingMeter());
        var expected = await CompleteAsync(1, alone, null, TestContext.Current.CancellationToken);
        var completions = await CompleteAsync(replicas, meter, null, TestContext.Current.CancellationToken);
        Assert.Equal(expected.Select(Line), completions.Select(Line));
        Assert.Equal((alone.Tokens, 0), (meter.Tokens, meter.Sequences));

        static string Line(GeneratedCompletion item) =>
            $"{item.Key} {item.Sample}: {item.FinishReason} {item.Text} {string.Join(' ', item.LogProbabilities!.Select(BitConverter.SingleToInt32Bits))}";
    }

    [Fact(Timeout = 60_000)]
    public async Task CacheMemory_IsDividedAmongThoseThatShareADevice()
    {
        TestDevice.RequireCpu();
        var least = await LeastOf(1);
        Assert.InRange(await LeastOf(2), (2 * least) - 1, 2 * least); // in whole MiB

        async Task<int> LeastOf(int replicas)
        {
            var exception = await Assert.ThrowsAsync<InvalidInputException>(() => CompleteAsync(replicas, new DecodingMeter(), new ByteSize(1), TestContext.Current.CancellationToken));
            var words = exception.Faults[0].Message.Split(' ', ':');
            return int.Parse(words.First(word => word.EndsWith("MiB", StringComparison.Ordinal))[..^3], System.Globalization.CultureInfo.InvariantCulture);
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task Team_ThatIsStopped_StopsAllItsDecoders()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        using var team = Team(2, new DecodingMeter());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in team.DecodeAsync(Requests(), new SamplingOptions { Temperature = 1, MaxTokens = 300, Batch = 1 }, stop.Token))
            {
                await stop.CancelAsync();
            }
        });
    }

    private async Task<List<GeneratedCompletion>> CompleteAsync(int replicas, DecodingMeter meter, ByteSize? memory, CancellationToken cancellationToken)
    {
        using var team = Team(replicas, meter);
        var sampling = new SamplingOptions { Temperature = 1, MaxTokens = memory is null ? 24 : 500, Seed = 4, Batch = 3, Deterministic = true, LogProbabilities = true, CacheMemory = memory };
        var completions = new List<GeneratedCompletion>();
        await foreach (var completion in team.DecodeAsync(Requests(), sampling, cancellationToken))
        {
            completions.Add(completion);
        }

        return [.. completions.OrderBy(completion => completion.Key, StringComparer.Ordinal).ThenBy(completion => completion.Sample)];
    }

    private DecoderTeam Team(int replicas, DecodingMeter meter) => new([.. Enumerable.Range(0, replicas).Select(_ => Open())], meter);

    private LoadedCheckpoint Open()
    {
        var config = DecoderConfigReader.Read(_folder.Path);
        var model = CheckpointReader.Read(_folder.Path, config, ScalarType.Float32, TestDevice.Place(config));
        return new LoadedCheckpoint(_folder.Path, model, new CheckpointTokenizer(new LetterTokenizer(Vocabulary, first: 0), null, [2], []), [2], []);
    }

    private static CompletionRequest[] Requests() =>
    [
        .. Enumerable.Range(0, 9).Select(i => new CompletionRequest
        {
            Key = $"p{i}",
            Prompt = new string([.. Enumerable.Range(0, 3 + i).Select(place => (char)(3 + ((i * 7) + (place * 5)) % 50))]),
            Samples = [.. Enumerable.Range(0, 1 + (i % 3))],
        }),
    ];
}
