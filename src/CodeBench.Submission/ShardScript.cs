using System.Globalization;

namespace CodeBench.Submission;

/// <summary>What a node does with one shard: runs it, and leaves its exit status where the one who waits finds it.</summary>
internal static class ShardScript
{
    /// <summary>The lines of the script that make the shard whose number is in $shard.</summary>
    public static string For(ShardedCommand command)
    {
        var folder = new SubmissionFolder(command);
        var lines = new List<string>
        {
            $"status={Shell.Word(folder.Statuses)}/$shard",
            "rm -f \"$status\"",
        };
        if (command.WorkingFolder is { } working)
        {
            lines.Add($"cd {Shell.Word(working)} || exit 3");
        }

        lines.AddRange(
        [
            .. WordsOf(command, $"{Shell.Word(command.ShardsFolder)}/\"$shard\""),
            "result=$?",
            "echo \"$result\" >\"$status.new\" && mv \"$status.new\" \"$status\"",
            "# Sandbox faults are told when the shards are merged; the shard is done.",
            "[ \"$result\" -ne 4 ] || exit 0",
            "exit \"$result\"",
        ]);
        return string.Join('\n', lines) + "\n";
    }

    private static IEnumerable<string> WordsOf(ShardedCommand command, string run) => command.Stage == ShardStage.Execution
        ? [$"{Shell.Words([.. command.Program, command.Words[0]])} {run} {Shell.Words([.. command.Words.Skip(1)])}".TrimEnd()]
        :
        [
            $"{Shell.Words([.. command.Program, .. command.Words])} \\",
            string.Create(CultureInfo.InvariantCulture, $"  --shard \"$shard/{command.Shards}\" --out {run}"),
        ];
}
