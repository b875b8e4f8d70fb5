using System.Globalization;

namespace CodeBench.Submission;

/// <summary>The job script of an array of shards.</summary>
internal static class SlurmScript
{
    /// <summary>The script: a task of the array for each shard.</summary>
    public static string For(ShardedCommand command, IReadOnlyList<int> shards, SlurmOptions options)
    {
        var logs = new SubmissionFolder(command).Logs.Replace("%", "%%", StringComparison.Ordinal);
        List<(string Name, string? Value)> lines =
        [
            ("job-name", command.Name),
            ("array", Ranges(shards)),
            ("output", Quoted($"{logs}/%a.log")),
            ("open-mode", "append"),
            ("partition", options.Partition),
            ("gpus", Text(options.Gpus)),
            ("gres", options.Gres),
            ("cpus-per-task", Text(options.Cpus)),
            ("time", options.Time),
            ("mem", options.Memory),
        ];
        var head = lines.Where(line => line.Value is not null).Select(line => $"{line.Name}={line.Value}").Concat(options.More.Select(option => option.TrimStart('-')));
        return $"#!/bin/sh\n{string.Concat(head.Select(option => $"#SBATCH --{option}\n"))}shard=$SLURM_ARRAY_TASK_ID\n{ShardScript.For(command)}";
    }

    // Neighbours as ranges, so that thousands of shards are one short line.
    private static string Ranges(IReadOnlyList<int> shards)
    {
        var ranges = new List<(int First, int Last)>();
        foreach (var shard in shards.Order())
        {
            if (ranges.Count > 0 && ranges[^1].Last == shard - 1)
            {
                ranges[^1] = (ranges[^1].First, shard);
            }
            else
            {
                ranges.Add((shard, shard));
            }
        }

        return string.Join(',', ranges.Select(range => range.First == range.Last ? Text(range.First) : $"{Text(range.First)}-{Text(range.Last)}"));
    }

    private static string? Text(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static string Quoted(string path) => path.Any(char.IsWhiteSpace) ? $"\"{path}\"" : path;
}
