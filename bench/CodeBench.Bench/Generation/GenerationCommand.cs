using System.CommandLine;
using CodeBench.Bench.Setup;

namespace CodeBench.Bench.Generation;

/// <summary>The verb `generation`.</summary>
internal static class GenerationCommand
{
    private static readonly string[] Types = ["float32", "bfloat16"];

    /// <summary>Builds the verb.</summary>
    public static Command Create(BenchHost host)
    {
        var sizes = new Option<string[]>("--size")
        {
            Description = "Which random checkpoints.",
            DefaultValueFactory = _ => [.. RandomCheckpoint.Usual],
            AllowMultipleArgumentsPerToken = true,
        };
        sizes.AcceptOnlyFromAmong([.. RandomCheckpoint.Sizes.Keys]);
        var types = new Option<string[]>("--dtype") { Description = "In which types.", DefaultValueFactory = _ => Types, AllowMultipleArgumentsPerToken = true };
        types.AcceptOnlyFromAmong(Types);
        var device = new Option<string>("--device") { Description = "cpu, cuda or cuda:N.", DefaultValueFactory = _ => "cpu" };
        var rounds = new Option<int>("--rounds") { Description = "How often each is measured.", DefaultValueFactory = _ => 3 };
        return Verb.Create(
            host,
            new Command("generation", "Tokens a second of random checkpoints, beside the machine's memory bandwidth and its bare matrix products.") { sizes, types, device, rounds },
            "Generation",
            parsed => new GenerationOptions(parsed.GetValue(sizes)!, parsed.GetValue(types)!, parsed.GetValue(device)!, parsed.GetValue(rounds)),
            options => $"--size {string.Join(' ', options.Sizes)} --dtype {string.Join(' ', options.Types)} --device {options.Device} --rounds {options.Rounds}",
            (_, options, page, cancellationToken) => Task.Run(() => new GenerationBench(options, host).Run(page, cancellationToken), cancellationToken));
    }
}
