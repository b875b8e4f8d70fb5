using System.Security.Cryptography;
using CodeBench.Cache;
using CodeBench.Core.Executions;
using CodeBench.Core.Programs;
using CodeBench.Core.Runs;

namespace CodeBench.Bench.Overhead;

/// <summary>The parts of the execution stage, each over all samples by itself: what it does with a program, in its order.</summary>
/// <param name="suite">The suite.</param>
/// <param name="sandbox">Answers for the programs; that is not measured.</param>
/// <param name="samples">How many samples there are.</param>
/// <param name="completions">The samples.</param>
/// <param name="output">Where executions go.</param>
internal sealed class ExecutionParts(SuiteRun suite, InstantSandbox sandbox, int samples, JsonLinesFile<CompletionLine> completions, string output)
{
    // One after the other in pieces: what a part makes for the next would not fit into memory for all samples.
    private const int Piece = 1000;

    /// <summary>Measures them.</summary>
    public void Run(LapTimer timer)
    {
        using var random = RandomNumberGenerator.Create();
        using var cache = OutcomeCache.ForThisProcess(new Quiet());
        var assembler = new ProgramAssembler(suite.Language, suite.Set.Suite, new LimitOverrides());
        using (var file = new JsonLinesFile<Core.Executions.Execution>(output, ResultJson.Line).Append())
        using (var source = completions.Read().GetEnumerator())
        {
            for (var done = 0; done < samples; done += Piece)
            {
                var count = Math.Min(Piece, samples - done);
                var lines = timer.Each(OverheadPage.Reading, Enumerable.Range(0, count), _ => source.MoveNext() ? source.Current : throw new EndOfStreamException());
                var drafts = timer.Each(OverheadPage.Assembling, lines, line => assembler.Assemble(suite.Find(line.TaskId)!, line.Completion, line.Kind));
                var keys = timer.Each("hash what decides its outcome", drafts, draft => ProgramKey.Of(draft, "sha256:none", PassProof.Word));
                var known = timer.Each("look for its outcome", keys, cache.Find);
                var words = timer.Each("draw a proof word", drafts, _ => ProofWord.Fresh(random));
                var programs = timer.Each("seal the program with it", drafts.Zip(words), pair => pair.First.Seal(pair.Second));
                var reports = programs.ConvertAll(sandbox.Answer);
                var outcomes = timer.Each("judge the reports", reports.Zip(words), pair => OutcomeFactory.FromReports(suite.Language, pair.First, pair.Second));
                timer.Each("keep the outcome", keys.Zip(outcomes), pair => Keep(cache, pair.First, pair.Second));
                timer.Each(OverheadPage.Writing, lines.Zip(outcomes), pair => Write(file, pair.First, pair.Second));
            }
        }
    }

    private static bool Keep(OutcomeCache cache, ProgramKey key, Outcome outcome)
    {
        cache.Keep(key, outcome);
        return true;
    }

    private static bool Write(JsonLinesAppender<Core.Executions.Execution> file, CompletionLine line, Outcome outcome)
    {
        file.Write(new Core.Executions.Execution(line.Suite, line.Language, line.TaskId, line.Sample, outcome));
        return true;
    }
}
