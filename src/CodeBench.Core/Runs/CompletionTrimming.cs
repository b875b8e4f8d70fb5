using CodeBench.Core.Completions;
using CodeBench.Core.Faults;
using CodeBench.Core.Languages;

namespace CodeBench.Core.Runs;

/// <summary>
/// Cuts the completions of a suite: at its stop sequences, as peers do; those that met none, where the language has a trimmer, where
/// their syntax says that they should end.
/// </summary>
internal sealed class CompletionTrimming
{
    // Stands for the completion in a program; no problem has it in its text.
    private const string Mark = "\u0001";

    private readonly SuiteRun _suite;
    private readonly ICompletionTrimmer? _trimmer;

    /// <summary>Makes ready.</summary>
    /// <param name="suite">The suite.</param>
    /// <param name="trimmers">Those that there are.</param>
    /// <exception cref="InvalidInputException">The language names one that there is not.</exception>
    public CompletionTrimming(SuiteRun suite, IReadOnlyList<ICompletionTrimmer> trimmers)
    {
        _suite = suite;
        // The code is yet to be taken out of a chat's answer, and is fitted to what stands around it then.
        if (suite.Style.Chat is null && suite.Language.Trimmer is { } id)
        {
            _trimmer = trimmers.FirstOrDefault(trimmer => trimmer.Id == id) ?? throw new InvalidInputException(new Fault(
                Path.Combine(suite.Language.Folder, LanguageReader.FileName), null, "trimmer", $"{id} is no trimmer. {Suggestion.For(id, trimmers.Select(trimmer => trimmer.Id))}"));
        }
    }

    /// <summary>The text that is judged.</summary>
    public string Trim(PromptLine prompt, GeneratedCompletion completion)
    {
        var text = StopTrimmer.Trim(completion.Text, prompt.StopSequences);
        if (_trimmer is null || completion.MetStop || text.Length < completion.Text.Length)
        {
            return text;
        }

        var fields = _suite.Find(prompt.TaskId)!.Fields;
        var program = _suite.Set.Suite.Program.Render(fields, ("code", _suite.Set.Suite.Code.Render(fields, ("completion", Mark))));
        return program.Split(Mark) is [var before, var after] ? _trimmer.Trim(before, text, after) : text;
    }
}
