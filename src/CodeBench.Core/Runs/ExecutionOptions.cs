using CodeBench.Core.Executions;
using CodeBench.Core.Faults;
using CodeBench.Core.Languages;
using CodeBench.Core.Programs;

namespace CodeBench.Core.Runs;

/// <summary>How programs are run.</summary>
public sealed record ExecutionOptions
{
    /// <summary>How many programs run at once, 1 or more.</summary>
    public required int Workers { get; init; }

    /// <summary>
    /// How many of the programs that timed out beside others run at once when they are run again, 1 or more: so few that each
    /// has the machine as good as to itself. Default 1.
    /// </summary>
    public int WorkersAlone { get; init; } = 1;

    /// <summary>What a pass must show. Default: the proof word.</summary>
    public PassProof Proof { get; init; } = PassProof.Word;

    /// <summary>Whether there are control runs, as a plan says it: null where not.</summary>
    public bool? ControlOrNull => Proof == PassProof.Control ? true : null;

    /// <summary>
    /// Whether the languages' warm helpers start programs, and their compile servers, or compilers in this process, compile them.
    /// Default: true; without, each step is a fresh process in the container.
    /// </summary>
    public bool WarmHelpers { get; init; } = true;

    /// <summary>Where tests are inputs, whether all of them are tried, also behind one that fails, and each is recorded. Default: false.</summary>
    public bool AllTests { get; init; }

    /// <summary>Limits in place of those of suites and languages.</summary>
    public LimitOverrides Limits { get; init; } = new();

    /// <summary>The language as it is used: without its helper and its compilers where none is wanted.</summary>
    internal Language Adapt(Language language) => WarmHelpers
        ? language
        : language with { Helper = null, CompileServer = null, Steps = [.. language.Steps.Select(step => step with { Host = null })] };

    /// <summary>A control run needs a language that says how to fail.</summary>
    /// <exception cref="InvalidInputException">Each language that does not, where a control run is asked for.</exception>
    internal void RequireControl(IEnumerable<Language> languages)
    {
        if (Proof == PassProof.Control)
        {
            var faults = new FaultCollector();
            foreach (var language in languages.DistinctBy(language => language.Id).Where(language => language.Control.Length == 0))
            {
                faults.Add(new Fault(
                    Path.Combine(language.Folder, LanguageReader.FileName), null, "control", "is missing: without it there are no control runs"));
            }

            faults.ThrowIfAny();
        }
    }
}
