using System.Text.Json;
using System.Text.Json.Nodes;
using CodeBench.Core.Languages;
using CodeBench.Core.Problems;

namespace CodeBench.Core.Programs;

/// <summary>Puts programs together whose tests are inputs: those that find out what is expected, and those that are judged by it.</summary>
/// <remarks>
/// A solution never shares a process or a folder with what is expected of it: each group of inputs has a step that runs the
/// solution and writes what it returns, and then a step that compares, whose files are there for it alone.
/// </remarks>
public sealed class InputTestAssembler
{
    private const string InputsFile = "inputs.jsonl";

    // A reference solution that takes longer has met a machine that can judge nothing.
    private static readonly TimeSpan ExpectTime = TimeSpan.FromMinutes(10);

    private readonly InputTests _tests;
    private readonly TestDriver _driver;
    private readonly Suite _suite;
    private readonly LimitOverrides _overrides;
    private readonly bool _all;

    /// <summary>An assembler for the problems of a suite.</summary>
    /// <param name="language">Their language, which must have a driver.</param>
    /// <param name="suite">The suite, whose tests must be inputs.</param>
    /// <param name="overrides">What the user says of limits.</param>
    /// <param name="all">Whether all inputs are tried, also behind one that fails.</param>
    /// <exception cref="ArgumentException">The language has no driver, or the suite no such tests.</exception>
    public InputTestAssembler(Language language, Suite suite, LimitOverrides overrides, bool all)
    {
        (Language, _suite, _overrides, _all) = (language, suite, overrides, all);
        _tests = suite.Tests ?? throw new ArgumentException("Its tests are no inputs.", nameof(suite));
        _driver = language.Driver ?? throw new ArgumentException("It has no driver.", nameof(language));
    }

    /// <summary>The language.</summary>
    public Language Language { get; }

    /// <summary>A sandbox must be opened for these at least.</summary>
    public Limits Limits => StepLimits.Largest([RunStep(_driver.Run, ExpectTime, Untimed), CheckStep()]);

    // --timeout is for solutions: references and comparisons may need all of their own time.
    private LimitOverrides Untimed => _overrides with { Timeout = null };

    /// <summary>A program that finds out what is expected of the solutions of a problem.</summary>
    public ProgramDraft Expect(Problem problem)
    {
        var groups = new JsonObject(_tests.Groups.Select(group => KeyValuePair.Create(group.Name, JsonNode.Parse((string)problem.Fields[group.Field]))));
        var request = new JsonObject
        {
            ["entry_point"] = problem.EntryPoint,
            ["restore"] = RuleOf(problem, rule => rule.Restore),
            ["groups"] = groups,
        };
        return new ProgramDraft
        {
            Language = Language,
            Text = _suite.Code.Render(problem.Fields, ("completion", problem.Reference ?? "")),
            Steps = [RunStep(_driver.Expect, ExpectTime, Untimed)],
            Data = [new SourceFile("request.json", request.ToJsonString())],
            Results = [.. _tests.Groups.SelectMany(group => new[] { InputsOf(group), ExpectedOf(group), SecondsOf(group) })],
        };
    }

    /// <summary>Reads what such a program has left.</summary>
    /// <returns>Null where something is missing.</returns>
    public ExpectedOutputs? Read(IReadOnlyDictionary<string, string> results)
    {
        var groups = new List<ExpectedGroup>();
        foreach (var group in _tests.Groups)
        {
            if (!results.TryGetValue(InputsOf(group), out var inputs) || !results.TryGetValue(ExpectedOf(group), out var outputs)
                || !results.TryGetValue(SecondsOf(group), out var seconds))
            {
                return null;
            }

            groups.Add(new ExpectedGroup(inputs, outputs, [.. JsonSerializer.Deserialize<double[]>(seconds)!.Select(TimeSpan.FromSeconds)]));
        }

        return new ExpectedOutputs(groups);
    }

    /// <summary>A program that tries a solution on all inputs.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="code">The whole solution.</param>
    /// <param name="expected">What is expected of it.</param>
    public ProgramDraft Assemble(Problem problem, string code, ExpectedOutputs expected)
    {
        var steps = new List<Step>();
        var data = new List<SourceFile>();
        var check = CheckRequest(problem);
        foreach (var group in expected.Groups)
        {
            var inputLimits = group.Times.Select(_tests.Limits.Of).Select(limit => limit.TotalSeconds);
            data.Add(new SourceFile(InputsFile, group.Inputs, steps.Count));
            data.Add(new SourceFile("drive.json", DriveRequest(problem, inputLimits), steps.Count));
            steps.Add(RunStep(_driver.Run, _tests.Limits.Of(group.Times), _overrides));
            data.Add(new SourceFile(InputsFile, group.Inputs, steps.Count));
            data.Add(new SourceFile("expected.jsonl", group.Outputs, steps.Count));
            data.Add(new SourceFile("check.json", check, steps.Count));
            steps.Add(CheckStep());
        }

        return new ProgramDraft
        {
            Language = Language,
            Text = code,
            Steps = steps,
            Data = data,
            Groups = [.. _tests.Groups.Select(group => group.Name)],
            RecordsAll = _all,
            LeastLimit = _tests.Limits.Least,
        };
    }

    private static string InputsOf(InputGroup group) => $"{group.Name}.inputs.jsonl";

    private static string ExpectedOf(InputGroup group) => $"{group.Name}.expected.jsonl";

    private static string SecondsOf(InputGroup group) => $"{group.Name}.seconds.json";

    private string DriveRequest(Problem problem, IEnumerable<double> limits) => new JsonObject
    {
        ["entry_point"] = problem.EntryPoint,
        ["limits"] = new JsonArray([.. limits.Select(limit => (JsonNode)limit)]),
        ["wall_factor"] = _tests.Limits.WallFactor,
        ["all"] = _all,
        ["oracle"] = OracleOf(problem),
    }.ToJsonString();

    private string CheckRequest(Problem problem) => new JsonObject
    {
        ["oracle"] = OracleOf(problem),
        ["all"] = _all,
        ["word"] = Language.WordMark,
    }.ToJsonString();

    /// <summary>The record's tolerance, and what the rules say.</summary>
    private JsonObject OracleOf(Problem problem)
    {
        var oracle = new JsonObject();
        if (_tests.Tolerance is { } field)
        {
            oracle["atol"] = JsonNode.Parse((string)problem.Fields[field]);
        }

        foreach (var rule in RulesOf(problem).Where(rule => rule.Oracle is not null))
        {
            foreach (var (name, value) in JsonNode.Parse(rule.Oracle!)!.AsObject())
            {
                oracle[name] = value?.DeepClone();
            }
        }

        return oracle;
    }

    private string? RuleOf(Problem problem, Func<InputRule, string?> what) => RulesOf(problem).Select(what).LastOrDefault(text => text is not null);

    private IEnumerable<InputRule> RulesOf(Problem problem) => _tests.Rules.Where(rule => rule.Tasks.Contains(problem.TaskId));

    private Step RunStep(IReadOnlyList<string> command, TimeSpan time, LimitOverrides overrides) => new(
        StepKind.Run,
        command,
        StepLimits.Apply(Language.Limits, _suite.Limits with { CpuTime = time, WallTime = time * _tests.Limits.WallFactor }, overrides))
    {
        Warm = _driver.Warm,
    };

    private Step CheckStep() => new(StepKind.Check, _driver.Check, StepLimits.Apply(Language.Limits, _suite.Limits, Untimed))
    {
        Warm = _driver.Warm,
    };
}
