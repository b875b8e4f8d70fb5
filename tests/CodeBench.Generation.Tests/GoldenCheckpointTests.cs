using System.Text.Json;
using CodeBench.Core.Completions;
using CodeBench.Generation.Configuration;
using CodeBench.Generation.Decoding;
using CodeBench.Generation.Model;
using CodeBench.Generation.Model.Steps;
using CodeBench.Generation.Tests.Decoding;
using CodeBench.Generation.Tokens;
using CodeBench.Generation.Weights;
using CodeBench.Testing;
using static TorchSharp.torch;

namespace CodeBench.Generation.Tests;

/// <summary>A real trained checkpoint, against logits and greedy ids that were computed in double precision without a framework.</summary>
public sealed class GoldenCheckpointTests
{
    private const string Folder = "models/aidreams260K";

    [Fact]
    public void Decoder_GivesTheGoldenLogitsAndGreedyIds()
    {
        using var golden = JsonDocument.Parse(File.ReadAllText(SharedData.Require(Folder + "/golden.json")));
        using var model = Open();
        foreach (var item in golden.RootElement.GetProperty("cases").EnumerateArray())
        {
            int[] prompt = [.. item.GetProperty("prompt_ids").EnumerateArray().Select(id => id.GetInt32())];
            int[] greedy = [.. item.GetProperty("greedy_ids").EnumerateArray().Select(id => id.GetInt32())];
            using var cache = model.NewCache(1, model.Config.Context);
            var logits = Logits(model, cache, 0, prompt);
            var name = item.EnumerateObject().First(field => field.Name.Contains("logits", StringComparison.Ordinal)).Name;
            var expected = item.GetProperty(name).EnumerateArray().Select(number => number.GetDouble()).ToList();
            Assert.All(expected.Zip(logits), pair => Assert.Equal(pair.First, pair.Second, 1e-4));

            var ids = new List<int>();
            for (var i = 0; i < greedy.Length; i++)
            {
                ids.Add(Array.IndexOf(logits, logits.Max()));
                logits = i + 1 < greedy.Length ? Logits(model, cache, prompt.Length + i, [ids[^1]]) : logits;
            }

            Assert.Equal(greedy, ids);
        }
    }

    [Fact]
    public void Cache_ChangesNothing()
    {
        using var model = Open();
        int[] tokens = [1, 319, 459, 355, 260, 275, 429];
        using var stepwise = model.NewCache(1, 16);
        float[] last = [];
        for (var position = 0; position < tokens.Length; position++)
        {
            last = Logits(model, stepwise, position, [tokens[position]]);
        }

        using var whole = model.NewCache(1, 16);
        Assert.All(last.Zip(Logits(model, whole, 0, tokens)), pair => Assert.Equal(pair.First, pair.Second, 1e-4f));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.9)]
    public void Batch_ChangesNoCompletion(double temperature)
    {
        using var model = Open();
        var decoder = new BatchDecoder(model, new CheckpointTokenizer(new LetterTokenizer(), 1, [2], []));
        CompletionRequest[] requests =
        [
            new() { Key = "a", Prompt = "ab", Samples = [0, 1, 2, 3] },
            new() { Key = "b", Prompt = "abcdefgh", Samples = [0, 2] },
            new() { Key = "c", Prompt = "x", Samples = [0, 1, 7] },
        ];
        Assert.Equal(Complete(1), Complete(3));
        Assert.Equal(Complete(1), Complete(16));

        List<string> Complete(int batch) =>
        [
            .. decoder
                .Decode(requests, new SamplingOptions { Temperature = temperature, MaxTokens = 24, Seed = 4, Batch = batch }, CancellationToken.None)
                .Select(item => $"{item.Key} {item.Sample} {item.Tokens} {item.FinishReason} {item.Text}")
                .Order(StringComparer.Ordinal),
        ];
    }

    [Fact]
    public void Completion_SaysWhetherItMetAStop()
    {
        using var model = Open();
        var decoder = new BatchDecoder(model, new CheckpointTokenizer(new LetterTokenizer(), 1, [2], []));
        var whole = Complete([]);
        var third = whole.Text.Split('<')[3];
        var cut = Complete([$"<{third}"]);

        Assert.Equal((FinishReason.Length, false), (whole.FinishReason, whole.MetStop));
        Assert.Equal((FinishReason.Stop, true), (cut.FinishReason, cut.MetStop));
        Assert.StartsWith(cut.Text, whole.Text, StringComparison.Ordinal);

        GeneratedCompletion Complete(string[] stops) => Assert.Single(decoder.Decode(
            [new CompletionRequest { Key = "a", Prompt = "ab", Samples = [0], StopSequences = stops }], new SamplingOptions { MaxTokens = 8 }, CancellationToken.None));
    }

    [Fact]
    public void Completions_ComeWhileOthersAreStillDecoded_AndTheMeterTellsOfThose()
    {
        using var model = Open();
        var meter = new DecodingMeter();
        var decoder = new BatchDecoder(model, new CheckpointTokenizer(new LetterTokenizer(), 1, [2], []), meter);
        var sampling = new SamplingOptions { Temperature = 1, MaxTokens = 40, Seed = 4, Batch = 3 };
        CompletionRequest[] requests = [new() { Key = "a", Prompt = "ab", Samples = [.. Enumerable.Range(0, 9)], StopSequences = ["<26"] }];
        using var completions = decoder.Decode(requests, sampling, CancellationToken.None).GetEnumerator();

        Assert.True(completions.MoveNext());
        Assert.InRange(meter.Sequences, 1, 3);
        var early = meter.Tokens;
        var all = completions.Current.Tokens;
        while (completions.MoveNext())
        {
            all += completions.Current.Tokens;
        }

        Assert.True(early < all / 2);
        Assert.Equal(all, meter.Tokens);
        Assert.Equal(0, meter.Sequences);
    }

    [Fact]
    public void Completion_SaysHowLikelyEachOfItsTokensWas_OnlyWhereThatIsAskedFor()
    {
        using var model = Open();
        var decoder = new BatchDecoder(model, new CheckpointTokenizer(new LetterTokenizer(), 1, [2], []));
        CompletionRequest[] requests = [new() { Key = "a", Prompt = "ab", Samples = [0, 1] }];
        var greedy = decoder.Decode(requests, new SamplingOptions { MaxTokens = 6, LogProbabilities = true }, CancellationToken.None).ToList();
        int[] ids = [.. greedy[0].Text.Split('<', '>').Where(part => part.Length > 0).Select(int.Parse)];

        using var cache = model.NewCache(1, 16);
        var length = 3;
        var logits = Logits(model, cache, 0, [1, .. "ab".Select(letter => 300 + letter)]);
        foreach (var (id, probability) in ids.Zip(greedy[0].LogProbabilities!))
        {
            Assert.Equal(logits[id] - Math.Log(logits.Sum(logit => Math.Exp(logit))), probability, 1e-4);
            logits = Logits(model, cache, length++, [id]);
        }

        Assert.Equal(6, greedy[0].LogProbabilities!.Count);
        Assert.Null(decoder.Decode(requests, new SamplingOptions { MaxTokens = 6 }, CancellationToken.None).First().LogProbabilities);
    }

    [Fact(Timeout = 120_000)]
    public async Task Forward_WhileGarbageIsCollected_StaysRight()
    {
        using var model = Open();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var collecting = Task.Run(
            () =>
            {
                while (!stop.IsCancellationRequested)
                {
                    GC.Collect(0);
                    GC.WaitForPendingFinalizers();
                }
            },
            TestContext.Current.CancellationToken);
        using var quiet = model.NewCache(1, 16);
        var expected = Logits(model, quiet, 0, [5, 6, 7]);
        for (var round = 0; round < 300; round++)
        {
            using var cache = model.NewCache(1, 16);
            Assert.Equal(expected, Logits(model, cache, 0, [5, 6, 7]));
        }

        await stop.CancelAsync();
        await collecting;
    }

    private static Decoder Open()
    {
        var folder = SharedData.Require(Folder);
        var config = DecoderConfigReader.Read(folder);
        return CheckpointReader.Read(folder, config, ScalarType.Float32, TestDevice.Place(config));
    }

    private static float[] Logits(Decoder model, KeyValueCache cache, int start, IReadOnlyList<int> tokens)
    {
        using var logits = model.Forward(cache, new SequenceStep(0, start, tokens));
        return TestDevice.Rows(logits)[0];
    }
}
