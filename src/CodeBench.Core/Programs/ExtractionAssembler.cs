using System.Text.Json.Nodes;
using CodeBench.Core.Languages;
using CodeBench.Core.Problems;

namespace CodeBench.Core.Programs;

/// <summary>Puts programs together that take the code out of chat models' answers.</summary>
/// <param name="language">The language, which must have an extractor.</param>
/// <param name="suite">The suite that the answers are to.</param>
public sealed class ExtractionAssembler(Language language, Suite suite)
{
    /// <summary>The file that such a program leaves: the code.</summary>
    public const string ResultFile = "extracted.txt";

    private readonly AnswerExtractor _extractor = language.Extractor ?? throw new ArgumentException("It has no extractor.", nameof(language));

    /// <summary>A program for one answer.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="prefill">What stood in front of it already, within the same turn; null where nothing did.</param>
    public ProgramDraft Assemble(Problem problem, string answer, string? prefill)
    {
        var request = new JsonObject
        {
            ["entry_point"] = problem.EntryPoint,
            // What stands in front of a completion is the code that the model was shown.
            ["prompt"] = suite.Code.Render(problem.Fields, ("completion", "")),
            ["prefill"] = prefill,
        };
        return new ProgramDraft
        {
            Language = language,
            Text = "",
            Steps = [new Step(StepKind.Run, _extractor.Command, language.Limits) { Warm = _extractor.Warm }],
            Data = [new SourceFile("answer.txt", answer), new SourceFile("extract.json", request.ToJsonString())],
            Results = [ResultFile],
        };
    }
}
