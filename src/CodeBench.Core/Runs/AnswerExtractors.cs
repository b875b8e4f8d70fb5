using CodeBench.Core.Faults;

namespace CodeBench.Core.Runs;

/// <summary>The languages' extractors of a run whose samples are answers.</summary>
public static class AnswerExtractors
{
    /// <summary>Adds a fault for each suite whose language has none.</summary>
    /// <param name="suites">Suites whose samples are answers.</param>
    /// <param name="option">The option that asks for it, for the message.</param>
    /// <param name="faults">Takes them.</param>
    public static void Require(IEnumerable<SuiteRun> suites, string option, FaultCollector faults)
    {
        foreach (var suite in suites.Where(suite => suite.Language.ExtractorVersion is null))
        {
            faults.Add(new Fault(option, null, null, $"{suite.Language.Id} has no extractor and says nothing of answers, so the code cannot be taken out of answers"));
        }
    }

    /// <summary>Their versions by language, for run.json; null where there are none.</summary>
    /// <param name="suites">Suites whose samples are answers.</param>
    public static IReadOnlyDictionary<string, int>? VersionsOf(IEnumerable<SuiteRun> suites)
    {
        var versions = suites.Select(suite => suite.Language).DistinctBy(language => language.Id).ToDictionary(language => language.Id, language => language.ExtractorVersion!.Value);
        return versions.Count > 0 ? versions : null;
    }
}
