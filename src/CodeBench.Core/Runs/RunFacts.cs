using System.Globalization;
using CodeBench.Core.Reports;

namespace CodeBench.Core.Runs;

/// <summary>What a report says of the making of a run.</summary>
public static class RunFacts
{
    /// <summary>What was scored, for titles: the model's name, or the files of samples.</summary>
    public static string ModelOf(RunManifest manifest) =>
        manifest.Plan.Model is { } model
            ? model.GetValueOrDefault("name", "model")
            : string.Join(", ", (manifest.Plan.Samples ?? []).Select(file => file.Name));

    /// <summary>Names and values, in the order in which a reader asks for them.</summary>
    public static IReadOnlyList<ReportFact> Of(RunManifest manifest)
    {
        var plan = manifest.Plan;
        return
        [
            .. (plan.Model ?? new Dictionary<string, string>()).Select(item => new ReportFact($"model {item.Key.Replace('_', ' ')}", item.Value)),
            .. (manifest.Servers ?? []).SelectMany(server => server).Select(item => new ReportFact($"server {item.Key.Replace('_', ' ')}", item.Value)),
            .. (plan.Samples ?? []).Select(file => new ReportFact("samples", $"{file.Name}, sha256 {file.Sha256}")),
            .. (plan.Extractors ?? new Dictionary<string, int>()).Select(item => new ReportFact($"extractor of {item.Key}", Invariant($"version {item.Value}"))),
            .. Sampling(plan.Sampling),
            .. plan.Suites.Select(suite => new ReportFact(
                $"{suite.Suite} in {suite.Language}",
                Invariant($"{suite.Problems} problems, prompt style {suite.PromptStyle}, data sha256 {suite.DataSha256}, prompts sha256 {suite.PromptsSha256}"))),
            .. plan.Suites.Where(suite => suite.Limits is not null).Select(suite => new ReportFact($"limits of {suite.Suite} in {suite.Language}", string.Join("; ", suite.Limits!))),
            .. manifest.Images.Select(image => new ReportFact($"image of {image.Key}", image.Value)),
            .. Limits(plan),
            .. manifest.Judging.Lines().Select(line => new ReportFact("judging", line)),
            new ReportFact("codebench", manifest.Codebench),
            new ReportFact("begun", Time(manifest.Created)),
            .. Machines(manifest),
        ];
    }

    private static IEnumerable<ReportFact> Machines(RunManifest manifest) => manifest.Shards is { } shards
        ? shards.Select(shard => new ReportFact($"shard {shard.Shard}", $"begun {Time(shard.Created)} on {Machine(shard.Host)}"))
        : [new ReportFact("machine", Machine(manifest.Host))];

    private static string Machine(HostDescription host) => Invariant($"{host.System}, {host.Architecture}, {host.Processor}, {host.Cores} cores, {host.Memory}");

    private static string Time(DateTimeOffset time) => time.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    private static IEnumerable<ReportFact> Sampling(SamplingPlan? sampling)
    {
        if (sampling is not null)
        {
            yield return new ReportFact("sampling", Invariant(
                $"n = {sampling.Samples}, temperature {sampling.Temperature}, top-p {sampling.TopP}, top-k {sampling.TopK}, ")
                + (sampling.MinP is { } minP ? Invariant($"min-p {minP}, ") : "")
                + (sampling.RepetitionPenalty is { } penalty ? Invariant($"repetition penalty {penalty}, ") : "")
                + Invariant($"seed {sampling.Seed}, ")
                + (sampling.Deterministic ? "deterministic, " : "")
                + (sampling.MaxTokens is { } most ? Invariant($"at most {most} tokens") : "at most as many tokens as each prompt style says"));
        }
    }

    private static IEnumerable<ReportFact> Limits(RunPlan plan)
    {
        if (plan.Timeout is { } timeout)
        {
            yield return new ReportFact("timeout", Invariant($"{timeout.TotalSeconds} s"));
        }

        if (plan.Memory is not null)
        {
            yield return new ReportFact("memory", plan.Memory);
        }

        if (plan.Control == true)
        {
            yield return new ReportFact("control runs", "each pass was run again with a failing test before its end");
        }

        if (plan.Limit is { } limit)
        {
            yield return new ReportFact("limit", Invariant($"the first {limit} problems"));
        }

        if (plan.Shard is not null)
        {
            yield return new ReportFact("shard", plan.Shard);
        }
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
