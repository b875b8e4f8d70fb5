using CodeBench.Core.Completions;
using CodeBench.Core.Languages;
using CodeBench.Core.Problems;
using CodeBench.Core.Programs;
using CodeBench.Core.Prompts;
using CodeBench.Core.Prompts.Variants;

namespace CodeBench.Core.Runs;

/// <summary>One suite in one language, read and ready: what every stage of a run works on.</summary>
public sealed class SuiteRun
{
    private readonly ProblemSet _plain;
    private readonly ProblemShare _share;
    private readonly PromptVariant? _variant;
    private readonly Dictionary<string, (Problem Problem, PromptLine Prompt)> _byId;

    /// <summary>Takes a share of the problems and makes their prompts.</summary>
    /// <param name="set">The problems.</param>
    /// <param name="language">Their language.</param>
    /// <param name="promptStyle">The prompt style; null for the suite's default.</param>
    /// <param name="share">Which problems.</param>
    /// <param name="variant">How they are asked otherwise; null for as they are.</param>
    /// <exception cref="Faults.InvalidInputException">The suite has no such prompt style.</exception>
    public SuiteRun(ProblemSet set, Language language, string? promptStyle, ProblemShare share, PromptVariant? variant = null)
    {
        (_plain, _share, _variant) = (set, share, variant);
        Set = variant?.Change(set) ?? set;
        var prompts = new PromptBuilder(Set, promptStyle, variant);
        Language = language;
        Style = prompts.Style;
        Problems = share.Of(Set.Problems);
        Prompts = [.. Problems.Select(problem => Line(problem, prompts.Build(problem)))];
        _byId = Problems.Zip(Prompts).ToDictionary(pair => pair.First.TaskId);
    }

    /// <summary>All problems of the suite, asked or not, in the variant.</summary>
    public ProblemSet Set { get; }

    /// <summary>The language.</summary>
    public Language Language { get; }

    /// <summary>How they are asked.</summary>
    public PromptStyle Style { get; }

    /// <summary>What it is, for people: "humaneval (python, completion)".</summary>
    public string Label => $"{Set.Name} ({Language.Id}, {Style.Name})";

    /// <summary>The problems that are asked, in the suite's order.</summary>
    public IReadOnlyList<Problem> Problems { get; }

    /// <summary>Their prompts, in the same order; chats are not rendered.</summary>
    public IReadOnlyList<PromptLine> Prompts { get; }

    /// <summary>
    /// The variants of its prompts that there are: each changes at least half of the prompts of the suite, asked or not. One that changes a few of them would say of the
    /// others that they do not mind.
    /// </summary>
    /// <param name="name">The only one that is asked for: the others are not made then; null for all.</param>
    public IReadOnlyList<PromptVariant> Variants(string? name = null)
    {
        var plain = Of(ProblemShare.All, null).Prompts;
        return [.. PromptVariants.Of(_plain, Language, Style.Name).Where(variant => (name is null || variant.Name == name) && 2 * Changed(Of(ProblemShare.All, variant)) >= plain.Count)];

        int Changed(SuiteRun run) => run.Prompts.Zip(plain).Count(pair => !pair.First.Texts().SequenceEqual(pair.Second.Texts()));
    }

    /// <summary>The same problems, asked otherwise.</summary>
    public SuiteRun In(PromptVariant variant) => Of(_share, variant);

    /// <summary>A problem by its task id; null where it is not asked.</summary>
    public Problem? Find(string taskId) => _byId.GetValueOrDefault(taskId).Problem;

    /// <summary>What stands in front of the answers to a problem already, within the assistant's turn; null where nothing does.</summary>
    public string? PrefillOf(string taskId) =>
        _byId[taskId].Prompt.Messages is [.., { Role: ChatMessage.Assistant } last] ? last.Content : null;

    /// <summary>Where a completion of a problem's prompt ends.</summary>
    public IReadOnlyList<string> StopsOf(string taskId) => _byId[taskId].Prompt.StopSequences;

    /// <summary>The prompts as a model sees them: chats are rendered.</summary>
    /// <param name="source">The model.</param>
    /// <param name="now">What a template that asks for the date is told.</param>
    /// <exception cref="Faults.InvalidInputException">The model has no chat template, or the template refuses a chat.</exception>
    public IReadOnlyList<PromptLine> Render(ICompletionSource source, DateTimeOffset now) => Style.Chat is null
        ? Prompts
        : [.. Prompts.Select(line => line with { Prompt = source.Render(line.Messages!, now) })];

    /// <summary>What run.json says of it.</summary>
    public SuitePlan ToPlan() => new()
    {
        Suite = Set.Name,
        Language = Language.Id,
        PromptStyle = Style.Name,
        Problems = Problems.Count,
        Unsolvable = Problems.Count(problem => problem.Unsolvable is not null) is var count and > 0 ? count : null,
        DataSha256 = Set.ContentSha256,
        PromptsSha256 = ContentHash.OfTexts(Prompts.SelectMany(line => line.Texts())),
        Limits = [.. new ProgramAssembler(Language, Set.Suite, new LimitOverrides()).Steps.Select(StepPlan.Of)],
        InputLimits = Set.Suite.Tests?.Limits,
    };

    private IReadOnlyList<string> StopsOf(Prompt prompt) => prompt.StopSequences.Count > 0 ? prompt.StopSequences : Language.StopSequences;

    private SuiteRun Of(ProblemShare share, PromptVariant? variant) => new(_plain, Language, Style.Name, share, variant);

    private PromptLine Line(Problem problem, Prompt prompt) => new()
    {
        Suite = Set.Name,
        Language = Language.Id,
        TaskId = problem.TaskId,
        Prompt = prompt.Text,
        Messages = prompt.Messages,
        StopSequences = _variant?.ChangeStops(StopsOf(prompt)) ?? StopsOf(prompt),
        MaxTokens = prompt.MaxTokens,
    };
}
