using CodeBench.Generation.Configuration;
using CodeBench.Generation.Model;
using CodeBench.Generation.Model.Steps;
using CodeBench.Generation.Weights;
using CodeBench.Testing;
using TorchSharp;
using static TorchSharp.torch;

namespace CodeBench.Generation.Tests.Families;

/// <summary>Each family against its formulas in double precision: with and without a cache, alone and beside others, past windows and contexts.</summary>
public sealed class FamilyTests : IDisposable
{
    private const double Tolerance = 1e-4;
    private const int Longest = 80;
    private static readonly int[] Sizes = [1, 3, 16];
    private readonly TemporaryFolder _folder = new();

    /// <summary>Products so small are not worth a second thread, which a busy machine would have to be waited for.</summary>
    public FamilyTests() => set_num_threads(1);

    /// <summary>A name for each way in which families differ.</summary>
    public static TheoryData<string> Names => [.. TinyConfigs.Names];

    /// <summary>Each of them in batches of three sizes.</summary>
    public static TheoryData<string, int> Batches => [.. from name in TinyConfigs.Names from size in Sizes select (name, size)];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public void Logits_WithoutACache_AreThoseOfTheFormulas(string name)
    {
        var (reference, model) = Open(name);
        using var opened = model;
        foreach (var length in new[] { 1, 2, 10, 33, Longest })
        {
            var tokens = Tokens(length, length);
            using var cache = model.NewCache(1, length);
            Same(reference.Logits(tokens, length)[^1], Logits(model, cache, new SequenceStep(0, 0, tokens))[0]);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Logits_WithACache_AreThoseOfTheFormulas(string name)
    {
        const int Prompt = 7;
        var (reference, model) = Open(name);
        using var opened = model;
        var tokens = Tokens(3, Longest);
        var expected = reference.Logits(tokens, Prompt);
        using var cache = model.NewCache(1, Longest);
        Same(expected[Prompt - 1], Logits(model, cache, new SequenceStep(0, 0, tokens[..Prompt]))[0]);
        for (var position = Prompt; position < Longest; position++)
        {
            Same(expected[position], Logits(model, cache, new SequenceStep(0, position, [tokens[position]]))[0]);
        }
    }

    [Theory]
    [MemberData(nameof(Batches))]
    public void Logits_InABatchOfUnequalLengths_AreThoseOfTheFormulas(string name, int size)
    {
        const int Steps = 12;
        var (reference, model) = Open(name);
        using var opened = model;
        // Prompts of 2 to 56 tokens, one of them longer than the trained context where there are several, in slots out of order.
        var sequences = Enumerable.Range(0, size).Select(i =>
        {
            var prompt = 2 + (i * 23 % 55);
            var tokens = Tokens(100 + i, prompt + Steps);
            return (Slot: (i * 7) % size, Prompt: prompt, Tokens: tokens, Expected: reference.Logits(tokens, prompt));
        }).ToList();
        using var cache = model.NewCache(size, sequences.Max(sequence => sequence.Tokens.Length));
        var first = Logits(model, cache, [.. sequences.Select(item => new SequenceStep(item.Slot, 0, item.Tokens[..item.Prompt]))]);
        Assert.All(sequences.Zip(first), pair => Same(pair.First.Expected[pair.First.Prompt - 1], pair.Second));
        for (var step = 0; step < Steps; step++)
        {
            // The first half of them ends early, so that the slots in use have gaps.
            var running = step < Steps / 2 ? sequences : [.. sequences.Where((_, i) => size == 1 || i % 2 == 1)];
            var logits = Logits(model, cache, [.. running.Select(item => new SequenceStep(item.Slot, item.Prompt + step, [item.Tokens[item.Prompt + step]]))]);
            Assert.All(running.Zip(logits), pair => Same(pair.First.Expected[pair.First.Prompt + step], pair.Second));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Prompt_InPiecesBesideOthers_GivesWhatItGivesAtOnce(string name)
    {
        const int Prompt = 50;
        var (reference, model) = Open(name);
        using var opened = model;
        var tokens = Tokens(5, Prompt);
        var other = Tokens(6, 12);
        var (expected, beside) = (reference.Logits(tokens, Prompt), reference.Logits(other, 4));
        using var cache = model.NewCache(2, Prompt);
        Logits(model, cache, new SequenceStep(1, 0, other[..4]));
        int[] borders = [0, 1, 17, 30, 49, Prompt];
        for (var piece = 1; piece < borders.Length; piece++)
        {
            var (start, end) = (borders[piece - 1], borders[piece]);
            var logits = Logits(
                model,
                cache,
                new SequenceStep(0, start, tokens[start..end]) { Length = Prompt },
                new SequenceStep(1, 3 + piece, [other[3 + piece]]));
            Same(expected[end - 1], logits[0]);
            Same(beside[3 + piece], logits[1]);
        }
    }

    [Theory]
    [InlineData("F32", 1)]
    [InlineData("F16", 1)]
    [InlineData("BF16", 1)]
    [InlineData("BF16", 4)]
    public void Weights_OfEachTypeAndInShards_AreReadExactly(string type, int shards)
    {
        var (reference, model) = Open("Qwen2.5-Coder", type, shards);
        using var opened = model;
        var tokens = Tokens(1, 20);
        using var cache = model.NewCache(1, 20);
        Same(reference.Logits(tokens, 20)[^1], Logits(model, cache, new SequenceStep(0, 0, tokens))[0]);
    }

    [Theory]
    [InlineData("Llama 3.1", ScalarType.BFloat16, 0.06)]
    [InlineData("Llama 3.1", ScalarType.Float16, 0.01)]
    [InlineData("Gemma", ScalarType.BFloat16, 0.06)]
    [InlineData("StarCoder2", ScalarType.BFloat16, 0.06)]
    [InlineData("Qwen3", ScalarType.Float16, 0.01)]
    public void Logits_InAShortType_AreNear(string name, ScalarType type, double share)
    {
        foreach (var layout in Enum.GetValues<MatrixLayout>())
        {
            RequireNear(name, type, layout, share);
        }
    }

    [Theory]
    [InlineData("Llama 3.1")]
    [InlineData("StarCoder2")] // biases
    [InlineData("Qwen2.5-Coder")] // tied: the output's matrix is also looked up
    public void Logits_InBfloat16_AreNearThoseBesideOthers(string name)
    {
        var (_, model) = Open(name, compute: ScalarType.BFloat16, layout: MatrixLayout.ForManySequences);
        using var opened = model;
        using var cache = model.NewCache(20, 24);
        SequenceStep[] steps = [.. Enumerable.Range(0, 20).Select(slot => new SequenceStep(slot, 0, Tokens(slot, slot + 1)))];
        var together = Logits(model, cache, steps);
        foreach (var (step, beside) in steps.Zip(together))
        {
            using var own = model.NewCache(1, 24);
            var alone = Logits(model, own, step with { Slot = 0 })[0];
            Assert.InRange(alone.Zip(beside, (a, b) => Math.Abs(a - b)).Max() / alone.Max(Math.Abs), 0, 0.06);
        }
    }

    private void RequireNear(string name, ScalarType type, MatrixLayout layout, double share)
    {
        var (reference, model) = Open(name, compute: type, layout: layout);
        using var opened = model;
        var tokens = Tokens(9, 40);
        using var cache = model.NewCache(1, 40);
        Logits(model, cache, new SequenceStep(0, 0, tokens[..39]));
        var logits = Logits(model, cache, new SequenceStep(0, 39, [tokens[39]]))[0];
        var expected = reference.Logits(tokens, 39)[^1];
        // Errors are measured against the size of the logits: a short type has 8 or 11 binary digits.
        var error = Math.Sqrt(expected.Zip(logits, (left, right) => (left - right) * (left - right)).Sum() / expected.Sum(value => value * value));
        Assert.InRange(error, 0, share);
    }

    [Theory]
    [InlineData("Qwen2.5-Coder")] // biases, tied
    [InlineData("StarCoder2")]
    [InlineData("Llama 3.1")]
    public void Logits_OfPackedMatrices_AreThoseOfPlainOnes(string name)
    {
        // Large enough to be packed.
        var config = TinyConfigs.Of(name);
        (config["hidden_size"], config["intermediate_size"]) = (512, 1024);
        TinyCheckpoint.Random(config, seed: 17).Write(_folder.Path);
        var read = DecoderConfigReader.Read(_folder.Path);
        using var plain = CheckpointReader.Read(_folder.Path, read, ScalarType.Float32, TestDevice.Place(read));
        using var packed = CheckpointReader.Read(_folder.Path, read, ScalarType.Float32, TestDevice.Place(read), MatrixLayout.ForManySequences);
        using var left = plain.NewCache(3, 20);
        using var right = packed.NewCache(3, 20);
        SequenceStep[] steps = [new(0, 0, Tokens(1, 20)), new(1, 0, Tokens(2, 1)), new(2, 0, Tokens(3, 7))];
        foreach (var (one, other) in Logits(plain, left, steps).Zip(Logits(packed, right, steps)))
        {
            // Of logits of such a width seven digits are kept of the largest.
            Assert.InRange(one.Zip(other, (a, b) => Math.Abs(a - b)).Max() / one.Max(Math.Abs), 0, 1e-5);
        }

        Assert.Equal(plain.Parameters, packed.Parameters);
    }

    [Fact]
    public void Slots_CopiedFromAPrompt_GoOnAsThePromptDoes()
    {
        var (reference, model) = Open("Qwen2 with windows in the upper layers");
        using var opened = model;
        var tokens = Tokens(8, 21);
        using var cache = model.NewCache(5, 30);
        Logits(model, cache, new SequenceStep(4, 0, Tokens(9, 30)));
        Logits(model, cache, new SequenceStep(0, 0, tokens[..20]));
        cache.Clear(4);
        cache.Copy(0, 20, 2, 4);
        var logits = Logits(model, cache, new SequenceStep(4, 20, [tokens[20]]), new SequenceStep(2, 20, [tokens[20]]));
        Assert.All(logits, one => Same(reference.Logits(tokens, 20)[^1], one));
    }

    [Fact]
    public void Steps_BeyondTheRoomOfASlot_AreRefused()
    {
        var (_, model) = Open("Llama 2");
        using var opened = model;
        using var cache = model.NewCache(2, 8);
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Forward(cache, new SequenceStep(0, 0, Tokens(1, 9))));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Forward(cache, new SequenceStep(2, 0, Tokens(1, 3))));
    }

    [Fact]
    public void Tensors_AfterManySteps_AreAsManyAsAfterAFew()
    {
        var (_, model) = Open("Mistral with a window");
        using var opened = model;
        using var cache = model.NewCache(2, 300);
        var tokens = Tokens(4, 300);
        // Counted on this thread: other tests have tensors of their own.
        var counts = DisposeScopeManager.Statistics;
        long Alive() => counts.ThreadTotalLiveCount;
        var after = new List<long>();
        for (var position = 0; position < 300; position++)
        {
            Logits(model, cache, new SequenceStep(0, position, [tokens[position]]), new SequenceStep(1, position / 2, [tokens[position]]));
            after.Add(Alive());
        }

        Assert.Equal(after[10], after[^1]);
    }

    private static int[] Tokens(int seed, int count)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.Next(61))];
    }

    private static void Same(double[] expected, float[] logits)
    {
        Assert.Equal(expected.Length, logits.Length);
        Assert.InRange(expected.Zip(logits, (left, right) => double.IsNaN(right) ? 1e9 : Math.Abs(left - right)).Max(), 0, Tolerance);
    }

    private static float[][] Logits(Decoder model, KeyValueCache cache, params IReadOnlyList<SequenceStep> steps)
    {
        using var logits = model.Forward(cache, steps);
        return TestDevice.Rows(logits);
    }

    private (ReferenceDecoder Reference, Decoder Model) Open(string name, string type = "F32", int shards = 1, ScalarType compute = ScalarType.Float32, MatrixLayout layout = MatrixLayout.Plain)
    {
        var checkpoint = TinyCheckpoint.Random(TinyConfigs.Of(name), seed: 17, type);
        checkpoint.Write(_folder.Path, shards);
        var config = DecoderConfigReader.Read(_folder.Path);
        return (new ReferenceDecoder(checkpoint), CheckpointReader.Read(_folder.Path, config, compute, TestDevice.Place(config), layout));
    }
}
