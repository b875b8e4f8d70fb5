using CodeBench.Bench.Output;

namespace CodeBench.Bench.Overhead;

/// <summary>The tables of `overhead`.</summary>
/// <param name="options">What was asked.</param>
/// <param name="stages">The stages, in order.</param>
/// <param name="parts">The parts of the execution stage.</param>
internal sealed class OverheadPage(OverheadOptions options, IReadOnlyList<Lap> stages, IReadOnlyList<Lap> parts)
{
    /// <summary>The stage that the parts are of.</summary>
    public const string Execution = "judge: completions.jsonl to executions.jsonl";

    /// <summary>Parts that the promise names.</summary>
    public const string Reading = "read its line of completions.jsonl";

    /// <summary>Parts that the promise names.</summary>
    public const string Assembling = "put the program together";

    /// <summary>Parts that the promise names.</summary>
    public const string Writing = "write its line of executions.jsonl";

    private const double MostShare = 0.05;
    private const double MostMemory = 300e6;

    /// <summary>Fills the page.</summary>
    public void Fill(ResultPage page)
    {
        page.Add($"{options.Samples.Text()} samples of {options.Suite}, half of them right, without containers: the sandbox answers at once; each program prints "
            + $"{options.Printed.Text()} characters, and a wrong one a short traceback.");
        page.Add(["stage", "s", "ms a sample", "largest memory so far, MB"], stages.Select(Stage));

        var whole = stages.Single(stage => stage.Name == Execution);
        var sum = parts.Sum(part => part.WallTime.TotalSeconds);
        var rest = whole with { Name = "the rest: starting programs, taking their ends", WallTime = whole.WallTime - TimeSpan.FromSeconds(sum) };
        page.Add("What the execution stage does with a program, each part measured over all samples by itself:");
        page.Add(
            ["part", "ms a program", "share of the stage", "share of the time of a program"],
            [.. parts.Append(rest).Select(part => Part(part, whole)), Part(whole with { Name = "the whole stage" }, whole)]);
        Promises(page);
    }

    private void Promises(ResultPage page)
    {
        // Every other stage reads or writes, from beginning to end.
        string[] named = [Reading, Assembling, Writing];
        var cost = stages.Where(stage => stage.Name != Execution).Concat(parts.Where(part => named.Contains(part.Name)))
            .Sum(lap => lap.OfASample(options.Samples));
        var memory = stages.Max(stage => stage.PeakMemory);
        var rows = new List<string[]>
        {
            (string[])[$"less than {(MostMemory / 1e6).Text("0")} MB of memory", $"{Numbers.Megabytes(memory)} MB", memory < MostMemory ? "yes" : "no"],
        };
        if (options.Rate is { } rate)
        {
            var share = cost * rate / 1000;
            rows.Insert(0,
            [
                $"reading problems and samples, putting programs together, writing results, scores and reports: less than {MostShare.Text("0 %")} of the time",
                $"{share.Text("0.0 %")} ({cost.Text("0.000")} ms)",
                share < MostShare ? "yes" : "no",
            ]);
            page.Add($"The time of a program is the {(1000 / rate).Text("0.00")} ms of wall time that {rate.Text("0")} programs a second leave it. "
                + "The shares take it that CodeBench does nothing while programs run; it does, on the processor that is free.");
        }

        page.Add(["to reach", "measured", "reached"], rows);
    }

    private string[] Stage(Lap lap) =>
        [lap.Name, lap.WallTime.TotalSeconds.Text("0.00"), lap.OfASample(options.Samples).Text("0.0000"), Numbers.Megabytes(lap.PeakMemory)];

    private string[] Part(Lap lap, Lap whole) =>
    [
        lap.Name,
        lap.OfASample(options.Samples).Text("0.0000"),
        (lap.WallTime / whole.WallTime).Text("0 %"),
        options.Rate is { } rate ? (lap.OfASample(options.Samples) * rate / 1000).Text("0.0 %") : "-",
    ];
}
