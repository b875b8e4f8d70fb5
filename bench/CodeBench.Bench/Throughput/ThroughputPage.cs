using CodeBench.Bench.Output;

namespace CodeBench.Bench.Throughput;

/// <summary>The tables of `throughput`.</summary>
/// <param name="options">What was asked.</param>
/// <param name="contenders">What was measured; the bare interpreters first: as it is installed, and without what is installed beside it.</param>
/// <param name="versions">The interpreters of the machine and of the image.</param>
internal sealed class ThroughputPage(ThroughputOptions options, IReadOnlyList<Contender> contenders, (string Host, string Image) versions)
{
    private const double MostCpu = 0.5; // milliseconds

    private readonly Contender _bare = contenders[0];
    private readonly Contender _alone = contenders[1];

    /// <summary>Fills the page.</summary>
    public void Fill(ResultPage page)
    {
        page.Add($"{options.Programs.Text()} programs, {options.Workers} workers, {options.Rounds} rounds: median (least - most). All verdicts were `passed`.");
        page.Add(Interpreters());
        page.Add(
            ["", "programs a second, whole process", "between first and last verdict", "ratio to `python3`, whole process", "ratio to `python3`, between verdicts", "ratio to `python3` alone, between verdicts"],
            contenders.Select(contender => (string[])
            [
                contender.Name,
                contender.Of(item => item.Rate).Text("0"),
                contender.Bare is not null ? "-" : contender.Of(item => item.SteadyRate).Text("0"),
                contender == _bare ? "1" : contender.Ratio(_bare, item => item.Rate).Text("0.00"),
                contender == _bare ? "1" : contender.Ratio(_bare, item => item.SteadyRate).Text("0.00"),
                contender == _alone ? "1" : contender.Ratio(_alone, item => item.SteadyRate).Text("0.00"),
            ]));
        var judges = contenders.Where(contender => contender.Bare is null).ToList();
        page.Add(
            ["", "wall time, s", "start (wall time of a few programs), s", "CLI: processor ms a program, start included", "CLI: processor ms a program, start excluded"],
            contenders.Select(contender => (string[])
            [
                contender.Name,
                contender.Of(item => item.WallTime.TotalSeconds).Text("0.00"),
                contender.Bare is not null ? "-" : Measuring.Spread.Of(contender.Starts.Select(item => item.WallTime.TotalSeconds)).Text("0.00"),
                contender.Bare is not null ? "-" : contender.Of(item => item.CpuTime.TotalMilliseconds / item.Programs).Text("0.000"),
                contender.Bare is not null ? "-" : contender.CpuOfAProgram().Text("0.000"),
            ]));
        foreach (var bare in contenders.Where(contender => contender.Bare is not null))
        {
            page.Add($"{bare.Name} used {bare.Of(item => item.CpuTime.TotalMilliseconds / item.Programs).Text("0.00")} ms of processor time a program.");
        }

        page.Add(
            ["to reach", "median", "reached"],
            [
                .. judges.Select(contender => Row(
                    $"{contender.Name}: at least {contender.Target.Text("0.00")} times `python3` (between verdicts)",
                    contender.Ratio(_bare, item => item.SteadyRate).Median,
                    value => value >= contender.Target)),
                .. judges.Select(contender => Row(
                    $"{contender.Name}: the CLI uses less than {MostCpu.Text("0.0")} ms of processor time a program (start excluded)",
                    contender.CpuOfAProgram().Median,
                    value => value < MostCpu)),
            ]);
    }

    private string Interpreters()
    {
        var difference = Release(versions.Host) == Release(versions.Image) ? "two builds of one version" : "**two versions**";
        return versions.Host == versions.Image
            ? $"Both interpreters are Python {versions.Host}."
            : $"The interpreters are {difference}: the machine's is {versions.Host}, the image's {versions.Image}.";
    }

    private static string Release(string version) => version.Split(' ')[0];

    private static string[] Row(string promise, double value, Func<double, bool> holds) => [promise, value.Text("0.00"), holds(value) ? "yes" : "no"];
}
