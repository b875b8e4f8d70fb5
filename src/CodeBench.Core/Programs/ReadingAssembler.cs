using System.Text.Json.Nodes;
using CodeBench.Core.Languages;
using CodeBench.Core.Problems;

namespace CodeBench.Core.Programs;

/// <summary>Puts programs together that read typed problems, so that they can be said in other languages.</summary>
/// <param name="language">The language of the problems, which must have a reader.</param>
/// <param name="suite">The suite that the problems are of.</param>
public sealed class ReadingAssembler(Language language, Suite suite)
{
    /// <summary>The file that such a program leaves: the problem, without a language.</summary>
    public const string ResultFile = "problem.json";

    private readonly TypedReader _reader = language.Reader ?? throw new ArgumentException("It has no reader.", nameof(language));

    /// <summary>A program for one problem: what is read is the program of an empty completion.</summary>
    public ProgramDraft Assemble(Problem problem)
    {
        var code = suite.Code.Render(problem.Fields, ("completion", ""));
        var request = new JsonObject { ["entry_point"] = problem.EntryPoint };
        return new ProgramDraft
        {
            Language = language,
            Text = suite.Program.Render(problem.Fields, ("code", code)),
            Steps = [new Step(StepKind.Run, _reader.Command, language.Limits) { Warm = _reader.Warm }],
            Data = [new SourceFile("read.json", request.ToJsonString())],
            Results = [ResultFile],
        };
    }
}
