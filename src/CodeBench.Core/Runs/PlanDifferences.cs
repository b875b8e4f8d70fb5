using System.Text.Json;
using System.Text.Json.Nodes;

namespace CodeBench.Core.Runs;

/// <summary>What two plans differ in, field by field as run.json has them.</summary>
internal static class PlanDifferences
{
    /// <summary>The fields that differ, with what each plan says, as JSON.</summary>
    public static IEnumerable<(string Field, string There, string Here)> Of(RunPlan there, RunPlan here)
    {
        // A run of before limits were written down goes on.
        var known = here.Suites.Zip(there.Suites, Known).ToList();
        var (before, now) = (Fields(there), Fields(known.Count == here.Suites.Count ? here with { Suites = known } : here));
        return now
            .Where(field => !JsonNode.DeepEquals(field.Value, before[field.Key]))
            .Select(field => (field.Key, Text(before[field.Key]), Text(field.Value)));
    }

    private static SuitePlan Known(SuitePlan here, SuitePlan there) => here with
    {
        Limits = there.Limits is null ? null : here.Limits,
        InputLimits = there.InputLimits is null ? null : here.InputLimits,
    };

    private static JsonObject Fields(RunPlan plan) => JsonSerializer.SerializeToNode(plan, RunJson.Line)!.AsObject();

    private static string Text(JsonNode? node) => node?.ToJsonString(RunJson.Line) ?? "null";
}
