using CodeBench.Core.Completions;
using CodeBench.Generation.Decoding;
using CodeBench.Generation.Sampling;

namespace CodeBench.Generation.Tests.Decoding;

/// <summary>What goes through the model together, without a model: everything once, in order, in slots of its own, and never more than may.</summary>
public sealed class SchedulerTests
{
    private static readonly SamplingOptions Greedy = new();

    [Theory]
    [InlineData(1, 8, null)]
    [InlineData(2, 5, null)]
    [InlineData(7, 16, null)]
    [InlineData(32, 256, null)]
    [InlineData(1, 1, 16)]
    [InlineData(5, 1, 4)]
    [InlineData(40, 1, 16)]
    [InlineData(3, 1, 1)]
    public void Passes_OfAnyPrompts_TakeEachOfThemOnceAndInOrder(int sequences, int promptTokens, int? rows)
    {
        for (var seed = 0; seed < 30; seed++)
        {
            new Simulation(seed, new PassLimits(sequences, promptTokens, rows)).Run();
        }
    }

    [Fact]
    public void Prompts_OfOneSample_AreReadTogether_AndNoMoreOfThemThanThereIsRoomFor()
    {
        var requests = Enumerable.Range(0, 9).Select(i => Simulation.Request($"{i}", prompt: 10, samples: 1));
        var scheduler = new Scheduler(new PromptQueue(requests), slots: 5, new PassLimits(4, 64, null));
        Assert.Equal([0, 1, 2, 3], scheduler.Next(_ => { }).Pieces.Select(piece => piece.Step.Slot));
    }

    [Fact]
    public void LongPrompt_GoesThroughInPieces_BesideWhatIsDecoded()
    {
        var scheduler = new Scheduler(new PromptQueue([Simulation.Request("short", 3, 1), Simulation.Request("long", 20, 1)]), slots: 3, new PassLimits(2, 8, null));
        var first = scheduler.Next(_ => { });
        Assert.Equal([(0, 3), (0, 5)], first.Pieces.Select(piece => (piece.Step.Start, piece.Step.Tokens.Count)));
        Assert.All(first.Pieces, piece => piece.Prompt.Accept(piece.Step, [1, 0]));
        var ready = scheduler.Ready()!;
        scheduler.Begin(ready, Simulation.Sequence(ready, scheduler.SlotFor(ready), limit: 5));

        var second = scheduler.Next(_ => { });
        Assert.Equal([(5, 8, 20)], second.Pieces.Select(piece => (piece.Step.Start, piece.Step.Tokens.Count, piece.Step.Length)));
        Assert.Single(second.Sequences);
    }

    [Fact]
    public void LastSample_TakesTheSlotOfItsPrompt()
    {
        var scheduler = new Scheduler(new PromptQueue([Simulation.Request("a", 2, 2)]), slots: 3, new PassLimits(2, 8, null));
        var piece = scheduler.Next(_ => { }).Pieces[0];
        piece.Prompt.Accept(piece.Step, [1, 0]);
        List<int> slots = [];
        while (scheduler.Ready() is { } prompt)
        {
            slots.Add(scheduler.SlotFor(prompt));
            scheduler.Begin(prompt, Simulation.Sequence(prompt, slots[^1], limit: 4));
        }

        Assert.Equal([1, 0], slots);
    }

    [Fact]
    public void SchedulersOfOneQueue_TakeEachPromptOnce_AndTheLastFindsNothingToDo()
    {
        var queue = new PromptQueue(Enumerable.Range(0, 3).Select(i => Simulation.Request($"{i}", prompt: 2, samples: 1)));
        Scheduler[] schedulers = [new(queue, slots: 3, new PassLimits(2, 8, null)), new(queue, slots: 3, new PassLimits(2, 8, null)), new(queue, slots: 2, new PassLimits(1, 8, null))];
        Assert.False(schedulers[2].IsDone);
        var passes = schedulers.Select(scheduler => scheduler.Next(_ => { })).ToList();
        Assert.Equal([["0", "1"], ["2"], []], passes.Select(pass => pass.Pieces.Select(piece => piece.Prompt.Request.Key)));
        Assert.Equal([false, false, true], passes.Select(pass => pass.IsEmpty));
        Assert.Equal([false, false, true], schedulers.Select(scheduler => scheduler.IsDone));
    }

    /// <summary>Runs a scheduler to its end with sequences of random lengths, and watches.</summary>
    private sealed class Simulation(int seed, PassLimits limits)
    {
        private readonly Random _random = new(seed);
        private readonly TokenSampler _sampler = new(Greedy);
        private readonly Dictionary<string, int> _read = [];
        private readonly Dictionary<int, string> _owners = [];
        private readonly List<string> _ended = [];

        public void Run()
        {
            var requests = Enumerable.Range(0, _random.Next(1, 12)).Select(i => Request($"{i}", _random.Next(1, 30), _random.Next(1, 9))).ToList();
            var scheduler = new Scheduler(new PromptQueue(requests), limits.Sequences + 1, limits);
            for (var passes = 0; !scheduler.IsDone; passes++)
            {
                Assert.InRange(passes, 0, 100_000);
                var pass = scheduler.Next(slot => Take(slot, "prompt"));
                Watch(pass);
                foreach (var (prompt, step) in pass.Pieces)
                {
                    prompt.Accept(step, [1, 0]);
                }

                foreach (var sequence in pass.Sequences)
                {
                    sequence.Draw(_sampler, [1, 0]);
                    EndIfItMust(scheduler, sequence);
                }

                while (scheduler.Ready() is { } prompt)
                {
                    var slot = scheduler.SlotFor(prompt);
                    _ = slot == prompt.Slot ? _owners.Remove(slot) : true;
                    Take(slot, "sequence");
                    var sequence = Sequence(prompt, slot, limit: _random.Next(1, 12));
                    scheduler.Begin(prompt, sequence);
                    Assert.InRange(scheduler.Running, 1, limits.Sequences);
                    EndIfItMust(scheduler, sequence);
                }
            }

            var expected = requests.SelectMany(item => item.Request.Samples.Select(sample => $"{item.Request.Key} {sample}"));
            Assert.Equal(expected.Order(StringComparer.Ordinal), _ended.Order(StringComparer.Ordinal));
            Assert.Equal(requests.ToDictionary(item => item.Request.Key, item => item.Ids.Count), _read);
            Assert.Empty(_owners);
        }

        public static (CompletionRequest Request, IReadOnlyList<int> Ids) Request(string key, int prompt, int samples) =>
            (new CompletionRequest { Key = key, Prompt = "", Samples = [.. Enumerable.Range(0, samples)] }, [.. Enumerable.Range(0, prompt)]);

        public static Sequence Sequence(CachedPrompt prompt, int slot, int limit)
        {
            var (request, sample) = (prompt.Request, prompt.BeginSample());
            var text = new CompletionText(new LetterTokenizer(), []);
            var continuation = new Continuation(new SampleDraws(Greedy, request.Key, sample, prompt.Ids), text, [], limit);
            continuation.Draw(new TokenSampler(Greedy), [1, 0]);
            return new Sequence(request, sample, slot, prompt.Ids.Count, text, continuation);
        }

        private void Watch(Pass pass)
        {
            Assert.True(pass.Steps.Count > 0);
            Assert.Equal(pass.Steps.Count, pass.Steps.Select(step => step.Slot).Distinct().Count());
            var tokens = pass.Pieces.Sum(piece => piece.Step.Tokens.Count);
            Assert.InRange(tokens + (limits.Rows is null ? 0 : pass.Sequences.Count), 0, limits.Rows ?? limits.PromptTokens);
            foreach (var (prompt, step) in pass.Pieces)
            {
                Assert.Equal(_read.GetValueOrDefault(prompt.Request.Key), step.Start);
                Assert.Equal(prompt.Ids.Skip(step.Start).Take(step.Tokens.Count), step.Tokens);
                _read[prompt.Request.Key] = step.End;
            }
        }

        private void Take(int slot, string owner)
        {
            Assert.InRange(slot, 0, limits.Sequences);
            Assert.True(_owners.TryAdd(slot, owner));
        }

        private void EndIfItMust(Scheduler scheduler, Sequence sequence)
        {
            if (sequence.Continuation.End is not null)
            {
                scheduler.End(sequence);
                _owners.Remove(sequence.Slot);
                var finished = sequence.Finish();
                _ended.Add($"{finished.Key} {finished.Sample}");
            }
        }
    }
}
