using System.CommandLine;
using System.Globalization;
using CodeBench.Cli.Composition;
using CodeBench.Cli.Settings;
using CodeBench.Cli.Terminal;
using CodeBench.Core.Comparisons;
using CodeBench.Core.Faults;
using CodeBench.Core.Problems;
using CodeBench.Core.Runs;

namespace CodeBench.Cli.Commands;

/// <summary>What suites can show: asked before a night of sampling.</summary>
/// <param name="tools">What it works with.</param>
public sealed class SuitePowerCommand(Toolbox tools) : ICommandFactory
{
    // Two runs of one model, or of two checkpoints of one training, agree on most problems.
    private const double UsualAgreement = 0.8;

    private readonly Argument<string[]> _names = new("NAME") { Description = "Suites, with languages after a colon: NAME:LANG,LANG.", Arity = ArgumentArity.OneOrMore };
    private readonly Option<int> _samples = new("--n-samples") { Description = "Samples of each problem, 1 or more.", HelpName = "N", DefaultValueFactory = _ => 1 };
    private readonly Option<double> _score = new("--score") { Description = "pass@1 before the drop, between 0 and 1.", HelpName = "P", DefaultValueFactory = _ => 0.5 };
    private readonly Option<double> _alpha = new("--alpha") { Description = "The gate's level, between 0 and 1.", HelpName = "P", DefaultValueFactory = _ => 0.05 };

    private readonly Option<double> _decided = new("--decided")
    {
        Description = "How far problems are decided: 0 where all have the same chance, 1 where each is always or never solved. Matters for several samples, and where the baseline is a run.",
        HelpName = "D",
        DefaultValueFactory = _ => 0.5,
    };

    private readonly SourceSettings _source = new();
    private readonly OutputSettings _output = new();

    /// <inheritdoc/>
    public Command Create()
    {
        var command = new ExampleCommand(
            "power",
            "Say the smallest drop of pass@1 that a gate finds on suites with at least 80 %: where the baseline is a scores.json, and where it is a run on the same problems.",
            "suites power humaneval mbpp --n-samples 20 --score 0.3");
        command.Add(_names);
        command.Add(_samples);
        command.Add(_score);
        command.Add(_alpha);
        command.Add(_decided);
        _source.AddTo(command);
        _output.AddJsonTo(command);
        command.SetAction((arguments, _) => Task.FromResult((int)Run(arguments)));
        return command;
    }

    private ExitStatus Run(ParseResult arguments)
    {
        var faults = new FaultCollector();
        var samples = arguments.GetValue(_samples);
        var (score, alpha, decided) = (arguments.GetValue(_score), arguments.GetValue(_alpha), arguments.GetValue(_decided));
        Require(samples >= 1, _samples, "must be 1 or more", samples, faults);
        Require(score is > 0 and < 1, _score, "must lie between 0 and 1", score, faults);
        Require(alpha is > 0 and < 1, _alpha, "must lie between 0 and 1", alpha, faults);
        Require(decided is >= 0 and <= 1, _decided, "must be from 0 to 1", decided, faults);
        var folders = _source.FoldersOf(arguments, faults);
        var suites = (arguments.GetValue(_names) ?? []).SelectMany(name => faults.Try(() => Load(name, folders)) ?? []).ToList();
        faults.ThrowIfAny();
        RowPrinter.Print(tools.Screen, suites.ConvertAll(suite => RowOf(suite, new SuitePower(suite.Problems.Count, samples, score, alpha), decided)), _output.JsonOf(arguments));
        return ExitStatus.Done;
    }

    private static void Require(bool holds, Option option, string what, IFormattable value, FaultCollector faults)
    {
        if (!holds)
        {
            faults.Add(new Fault(option.Name, null, null, $"{what}, not {value.ToString(null, CultureInfo.InvariantCulture)}"));
        }
    }

    private IReadOnlyList<SuiteRun> Load(string name, IReadOnlyList<string> from) => SuiteSelection.TryParse(name, out var selection)
        ? tools.SuiteRuns(from).Load([selection], null, ProblemShare.All)
        : throw new InvalidInputException(new Fault("NAME", null, null, $"\"{name}\" is no name of a suite"));

    private static PowerRow RowOf(SuiteRun suite, SuitePower power, double decided) => new(
        suite.Set.Name,
        suite.Language.Id,
        power.Problems,
        power.Samples,
        power.Score,
        Math.Round(power.DropFromScores(), 4),
        Math.Round(power.DropFromRun(decided, UsualAgreement), 4));

    private sealed record PowerRow(string Suite, string Language, int Problems, int Samples, double Score, double DropFromScores, double DropFromRun);
}
