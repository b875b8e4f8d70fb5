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
    private readonly Device _device = TorchDevice.Find(options.Device);

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
        // As they are loaded for a single sequence, and packed for many.
        var (model, weights) = RandomCheckpoint.Make(size, scalar, _device);
        var (packed, packedWeights) = RandomCheckpoint.Make(size, scalar, _device);
        using var owned = model;
        using var ownedToo = packed;
        weights.Pack(MatrixLayout.ForOneSequence);
        packedWeights.Pack(MatrixLayout.ForManySequences);
        using var scope = NewDisposeScope();
        var factors = Factors(weights, scalar);
        var (bandwidth, prompt, products) = (new List<double>(), new List<double>(), new List<double>());
        var (sequences, sampling) = (Together.ToDictionary(count => count, _ => new List<double>()), Together.ToDictionary(count => count, _ => new List<double>()));
        for (var round = 0; round < options.Rounds; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            bandwidth.Add(Bandwidth());
            products.Add(Prompt / Seconds(() => Multiply(factors)));
            using (var cache = packed.NewCache(1, Prompt))
            {
                using var logits = new LogitReader(model.Config.Vocabulary);
                void Read() => logits.Read(packed.Forward(cache, new SequenceStep(0, 0, Tokens(Prompt))));
                Read();
                prompt.Add(Prompt / Seconds(Read));
            }

            foreach (var count in Together)
            {
                var (rate, share) = Decode(count == 1 ? model : packed, count);
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
            Read = new ByteSize(Matrices(weights).Sum(matrix => matrix.Outputs * matrix.Inputs) * scalar.ElementSize()),
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
        using var logits = new LogitReader(model.Config.Vocabulary);
        using var draws = new SequenceDraws(Sampling);
        logits.Read(model.Forward(cache, new SequenceStep(0, 0, Tokens(Prompt))));
        cache.Copy(0, Prompt, [.. Enumerable.Range(1, count - 1)]);
        var request = new CompletionRequest { Key = "bench", Prompt = "", Samples = [], StopSequences = ["\ndef ", "\nclass "] };
        var sequences = Enumerable.Range(0, count).Select(slot =>
        {
            var text = new CompletionText(new WordTokenizer(), request.StopSequences);
            var continuation = new Continuation(new SampleDraws(Sampling, request.Key, slot, []), text, [], Sampling.MaxTokens);
            continuation.Draw(draws.Sampler, logits.Row(0));
            return new Sequence(request, slot, slot, Prompt, text, continuation);
        }).ToList();
        var (all, drawing) = (TimeSpan.Zero, TimeSpan.Zero);
        for (var step = 0; step < Warm + steps; step++)
        {
            var start = host.Time.GetTimestamp();
            logits.Read(model.Forward(cache, [.. sequences.Select(sequence => sequence.Step)]));
            var computed = host.Time.GetTimestamp();
            draws.Draw(sequences, logits, first: 0);
            if (step >= Warm)
            {
                drawing += host.Time.GetElapsedTime(computed);
                all += host.Time.GetElapsedTime(start);
            }
        }

        return (count * steps / all.TotalSeconds, drawing / all);
    }

    // The prompt's matrix products by libtorch's own function, over numbers that are there already; the last one is over a single row, as the decoder's is.
    private static void Multiply(IReadOnlyList<(Tensor Input, Tensor Matrix)> factors)
    {
        foreach (var (input, matrix) in factors)
        {
            nn.functional.linear(input, matrix).Dispose();
        }
    }

    // Matrices of one size are one: a prompt's rows are so many that it does not matter where these numbers come from.
    private List<(Tensor Input, Tensor Matrix)> Factors(WeightList weights, ScalarType type)
    {
        var made = new Dictionary<(long, long), Tensor>();
        var factors = Matrices(weights).Select(size => (Ones(Prompt, size.Inputs), Ones(size.Outputs, size.Inputs))).ToList();
        factors[^1] = (factors[^1].Item1.narrow(0, 0, 1), factors[^1].Item2);
        return factors;

        Tensor Ones(long rows, long columns) =>
            made.TryGetValue((rows, columns), out var one) ? one : made[(rows, columns)] = ones([rows, columns], type, _device);
    }

    private static IReadOnlyList<(long Outputs, long Inputs)> Matrices(WeightList weights) =>
    [
        .. weights.All
            .Where(weight => weight.Parts[0].Sizes.Count == 2 && weight.Parts[0].Name != "model.embed_tokens.weight")
            .Select(weight => (weight.Parts.Sum(part => part.Sizes[0]), weight.Parts[0].Sizes[1])),
    ];

    private double Bandwidth()
    {
        using var memory = ones(Tested / sizeof(float), device: _device);
        return Tested / Seconds(() => memory.sum().Dispose());
    }

    // The least of three: what disturbs makes longer, and nothing makes shorter.
    private double Seconds(Action action) => Enumerable.Range(0, 3).Min(_ =>
    {
        var start = host.Time.GetTimestamp();
        action();
        Wait();
        return host.Time.GetElapsedTime(start).TotalSeconds;
    });

    // Other devices than a CPU are still at it when a call returns.
    private void Wait()
    {
        if (_device.type == DeviceType.CUDA)
        {
            cuda.synchronize();
        }
    }

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
