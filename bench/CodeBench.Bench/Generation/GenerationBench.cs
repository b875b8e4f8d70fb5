using CodeBench.Bench.Output;
using CodeBench.Bench.Setup;
using CodeBench.Core.Completions;
using CodeBench.Core.Faults;
using CodeBench.Generation.Decoding;
using CodeBench.Generation.Model;
using CodeBench.Generation.Model.Steps;
using CodeBench.Generation.Sampling;
using CodeBench.Generation.Tokens;
using TorchSharp;
using static TorchSharp.torch;

namespace CodeBench.Bench.Generation;

/// <summary>Measures decoders with random weights, step by step as the batch decoder takes them, beside what the machine could do.</summary>
internal sealed class GenerationBench(GenerationOptions options, BenchHost host)
{
    /// <summary>How many sequences go together.</summary>
    public static readonly IReadOnlyList<int> Together = [1, 16, 64];

    private const int Prompt = 256;
    private const long Tested = 1L << 30; // bytes, far more than any cache holds
    private static readonly SamplingOptions Sampling = new() { Temperature = 0.8, TopP = 0.95, MaxTokens = 1024 };

    /// <summary>Measures all, and fills the page.</summary>
    public void Run(ResultPage page, CancellationToken cancellationToken)
    {
        using var noGradients = no_grad();
        var measurements = new List<DecodingMeasurement>();
        foreach (var (size, type) in from size in options.Sizes from type in options.Types select (size, type))
        {
            measurements.Add(Measure(size, type, cancellationToken));
        }

        GenerationPage.Fill(page, options, measurements);
    }

    private DecodingMeasurement Measure(string size, string type, CancellationToken cancellationToken)
    {
        var scalar = type == "float32" ? ScalarType.Float32 : ScalarType.BFloat16;
        var (model, weights) = RandomCheckpoint.Make(size, scalar);
        using var owned = model;
        var (bandwidth, prompt, products) = (new List<double>(), new List<double>(), new List<double>());
        var (sequences, sampling) = (Together.ToDictionary(count => count, _ => new List<double>()), Together.ToDictionary(count => count, _ => new List<double>()));
        for (var round = 0; round < options.Rounds; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            bandwidth.Add(Bandwidth());
            products.Add(Prompt / Seconds(() => Multiply(weights, scalar)));
            using (var cache = model.NewCache(1, Prompt))
            {
                Forward(model, cache, [new SequenceStep(0, 0, Tokens(Prompt))]);
                prompt.Add(Prompt / Seconds(() => Forward(model, cache, [new SequenceStep(0, 0, Tokens(Prompt))])));
            }

            foreach (var count in Together)
            {
                var (rate, share) = Decode(model, count);
                sequences[count].Add(rate);
                sampling[count].Add(share);
            }

            host.Say($"{size} {type}, round {round + 1} of {options.Rounds}: prompt {prompt[^1]:0} of {products[^1]:0}, "
                + $"{string.Join(", ", Together.Select(count => $"{count}: {sequences[count][^1]:0.0}"))} tokens a second; memory {bandwidth[^1] / 1e9:0.0} GB/s");
        }

        return new DecodingMeasurement
        {
            Size = size,
            Type = type,
            Read = new ByteSize(Matrices(weights).Sum(matrix => matrix.numel()) * scalar.ElementSize()),
            Bandwidth = bandwidth,
            Prompt = prompt,
            Products = products,
            Sequences = sequences.ToDictionary(item => item.Key, item => (IReadOnlyList<double>)item.Value),
            Sampling = sampling.ToDictionary(item => item.Key, item => (IReadOnlyList<double>)item.Value),
        };
    }

    // Steps of so many sequences behind a prompt, each with its draws and its text: tokens a second, and the draws' share of the time.
    private (double Rate, double Share) Decode(Decoder model, int count)
    {
        const int Warm = 2;
        var steps = count == 1 ? 24 : 12;
        using var cache = model.NewCache(count, Prompt + Warm + steps);
        var slots = Enumerable.Range(0, count).ToList();
        var first = Forward(model, cache, [new SequenceStep(0, 0, Tokens(Prompt))])[0];
        cache.Copy(0, Prompt, [.. slots.Skip(1)]);
        var sampler = new TokenSampler(Sampling);
        var sequences = slots.ConvertAll(slot =>
            new Continuation(new SampleDraws(Sampling, "bench", slot, []), new CompletionText(new WordTokenizer(), ["\ndef ", "\nclass "]), [], Sampling.MaxTokens));
        sequences.ForEach(sequence => sequence.Draw(sampler, first));
        var (all, drawing) = (TimeSpan.Zero, TimeSpan.Zero);
        for (var step = 0; step < Warm + steps; step++)
        {
            var start = host.Time.GetTimestamp();
            var logits = Forward(model, cache, [.. slots.Select(slot => new SequenceStep(slot, Prompt + step, [sequences[slot].Last]))]);
            var computed = host.Time.GetTimestamp();
            slots.ForEach(slot => sequences[slot].Draw(sampler, logits[slot]));
            if (step >= Warm)
            {
                drawing += host.Time.GetElapsedTime(computed);
                all += host.Time.GetElapsedTime(start);
            }
        }

        return (count * steps / all.TotalSeconds, drawing / all);
    }

    private static float[][] Forward(Decoder model, KeyValueCache cache, IReadOnlyList<SequenceStep> steps)
    {
        using var logits = model.Forward(cache, steps);
        return [.. logits.data<float>().ToArray().Chunk(model.Config.Vocabulary)];
    }

    // The prompt's matrix products, each over numbers that are there already; the last one is over a single row, as the decoder's is.
    private static void Multiply(WeightList weights, ScalarType type)
    {
        using var scope = NewDisposeScope();
        var inputs = new Dictionary<long, Tensor>();
        var matrices = Matrices(weights).ToList();
        foreach (var matrix in matrices)
        {
            var width = matrix.shape[1];
            if (!inputs.TryGetValue(width, out var input))
            {
                inputs[width] = input = ones([Prompt, width], type);
            }

            using var product = nn.functional.linear(matrix.Equals(matrices[^1]) ? input.narrow(0, 0, 1) : input, matrix);
        }
    }

    private static IEnumerable<Tensor> Matrices(WeightList weights) =>
        weights.All.Where(weight => weight.Parts[0].Sizes.Count == 2 && weight.Parts[0].Name != "model.embed_tokens.weight").Select(weight => weight.Value);

    private double Bandwidth()
    {
        using var memory = ones(Tested / sizeof(float));
        return Tested / Seconds(() => memory.sum().Dispose());
    }

    // The least of three: what disturbs makes longer, and nothing makes shorter.
    private double Seconds(Action action) => Enumerable.Range(0, 3).Min(_ =>
    {
        var start = host.Time.GetTimestamp();
        action();
        return host.Time.GetElapsedTime(start).TotalSeconds;
    });

    private static IReadOnlyList<int> Tokens(int count) => [.. Enumerable.Range(0, count).Select(i => i * 7919 % 32000)];

    /// <summary>Each token a word of its own.</summary>
    private sealed class WordTokenizer : ITokenizer
    {
        public int VocabularySize => 32000;

        public string Kind => "words";

        public IReadOnlyList<int> Encode(string text) => throw new NotSupportedException();

        public ReadOnlySpan<byte> BytesOf(int id) => System.Text.Encoding.UTF8.GetBytes($" w{id}");
    }
}
