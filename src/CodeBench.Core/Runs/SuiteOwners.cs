namespace CodeBench.Core.Runs;

/// <summary>Which suite of a run a line belongs to: a line of a part of a suite's tests is one of the suite's.</summary>
/// <param name="suites">The run's suites.</param>
internal sealed class SuiteOwners(IReadOnlyList<SuitePlan> suites)
{
    private readonly Dictionary<(string Suite, string Language), string> _owners = [];

    /// <summary>The suite that a line belongs to: "humaneval+" for "humaneval+base", mostly its own.</summary>
    public string OwnerOf(string suite, string language)
    {
        if (!_owners.TryGetValue((suite, language), out var owner))
        {
            var plans = suites.Where(plan => plan.Language == language).Select(plan => plan.Suite).ToList();
            owner = plans.Contains(suite) ? suite : plans.Find(whole => ParityCounts.IsPart(suite, whole)) ?? suite;
            _owners.Add((suite, language), owner);
        }

        return owner;
    }
}
