using CodeBench.Core.Faults;

namespace CodeBench.Core.Languages;

/// <summary>Reads the failure rules: part of language.yaml.</summary>
internal static class FailureRuleReader
{
    /// <summary>The rules in their order.</summary>
    public static IReadOnlyList<FailureRule> ReadAll(YamlMap map) => [.. map.Maps("failures").Select(Read)];

    private static FailureRule Read(YamlMap map)
    {
        var rule = new FailureRule(
            ReadVerdict(map),
            map.OptionalText("step") is { } step ? StepReader.ReadKind(map, "step", step) : null,
            PatternReader.ReadOptional(map, "stdout"),
            PatternReader.ReadOptional(map, "stderr"),
            (int?)map.OptionalNumber("exit_code", 0));
        map.RefuseTheRest();
        if (!((string[])["stdout", "stderr", "exit_code"]).Any(map.Keys.Contains))
        {
            map.Fail("verdict", "must have a condition: stdout, stderr or exit_code.");
        }

        return rule;
    }

    private static Verdict ReadVerdict(YamlMap map)
    {
        var word = map.Text("verdict");
        if (VerdictWords.TryParse(word, out var verdict) && verdict is not (Verdict.Passed or Verdict.SandboxFault or Verdict.NoVerdict))
        {
            return verdict;
        }

        var known = VerdictWords.All.Except([Verdict.Passed, Verdict.SandboxFault, Verdict.NoVerdict]).Select(VerdictWords.ToWord);
        map.Fail("verdict", $"{word} is no verdict that a failure can have. {Suggestion.For(word, known)}");
        return Verdict.RuntimeError;
    }
}
