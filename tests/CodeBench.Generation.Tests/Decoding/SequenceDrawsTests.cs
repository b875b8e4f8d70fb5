using CodeBench.Core.Completions;
using CodeBench.Core.Faults;
using CodeBench.Generation.Decoding;
using CodeBench.Generation.Sampling;
using static TorchSharp.torch;

namespace CodeBench.Generation.Tests.Decoding;

/// <summary>Sequences that draw at the same time, on several threads.</summary>
public sealed class SequenceDrawsTests
{
    private const int Count = 24;
    private static readonly SamplingOptions Sampling = new() { Temperature = 0.9, TopP = 0.9, MaxTokens = 5, Seed = 3, LogProbabilities = true };

    [Theory]
    [InlineData(50)] // so few that one thread takes them all
    [InlineData(60_000)]
    public void Sequences_ThatDrawTogether_DrawWhatEachWouldAlone(int vocabulary)
    {
        using var draws = new SequenceDraws(Sampling);
        using var logits = Random(vocabulary);
        var together = Sequences(vocabulary);
        draws.Draw(together, logits, first: 1);
        var alone = Sequences(vocabulary);
        for (var i = 0; i < Count; i++)
        {
            alone[i].Draw(new TokenSampler(Sampling), logits.Row(1 + i));
        }

        Assert.Equal(alone.Select(sequence => sequence.Continuation.Last), together.Select(sequence => sequence.Continuation.Last));
        Assert.Equal(alone.Select(sequence => sequence.Continuation.LogProbabilities![0]), together.Select(sequence => sequence.Continuation.LogProbabilities![0]));
        Assert.True(together.Select(sequence => sequence.Continuation.Last).Distinct().Count() > Count / 4);
    }

    [Theory]
    [InlineData(50)]
    [InlineData(60_000)]
    public void Logits_ThatAreNoNumbers_AreSaidOnce(int vocabulary)
    {
        using var draws = new SequenceDraws(Sampling);
        using var logits = new LogitReader(vocabulary);
        logits.Read(full([Count + 1, vocabulary], float.NaN));
        var exception = Assert.Throws<InvalidInputException>(() => draws.Draw(Sequences(vocabulary), logits, first: 1));
        Assert.Contains("--dtype", exception.Message, StringComparison.Ordinal);
    }

    private static LogitReader Random(int vocabulary)
    {
        using var generator = new Generator(7, CPU);
        var logits = new LogitReader(vocabulary);
        logits.Read(normal(0, 3, [Count + 1, vocabulary], generator: generator).to(TestDevice.First));
        return logits;
    }

    private static List<Sequence> Sequences(int vocabulary) =>
    [
        .. Enumerable.Range(0, Count).Select(sample =>
        {
            var request = new CompletionRequest { Key = "k", Prompt = "", Samples = [sample] };
            var text = new CompletionText(new LetterTokenizer(vocabulary), []);
            return new Sequence(request, sample, sample, 4, text, new Continuation(new SampleDraws(Sampling, request.Key, sample, []), text, [], Sampling.MaxTokens));
        }),
    ];
}
