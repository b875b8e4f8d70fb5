namespace CodeBench.Execution.Engines;

/// <summary>Who uses a folder of ours: the processes that name it, and what is mounted below it.</summary>
internal static class FolderUse
{
    /// <summary>The processes that name a folder, or what is below it, on their command line.</summary>
    public static IEnumerable<(int Id, string Program)> Processes(string folder)
    {
        foreach (var process in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(process), out var id) && CommandLineOf(process) is { } arguments
                && arguments.Any(argument => argument.Contains(folder, StringComparison.Ordinal)))
            {
                yield return (id, arguments[0]);
            }
        }
    }

    /// <summary>What is mounted below a folder, the last one first.</summary>
    public static string[] MountsBelow(string folder) =>
        [.. File.ReadLines("/proc/self/mountinfo").Select(line => line.Split(' ')[4])
            .Where(point => point.StartsWith(folder + "/", StringComparison.Ordinal)).Reverse()];

    private static string[]? CommandLineOf(string processFolder)
    {
        try
        {
            var text = File.ReadAllText(Path.Combine(processFolder, "cmdline"));
            return text.Length == 0 ? null : text.TrimEnd('\0').Split('\0');
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
