namespace CodeBench.Execution.Tests.Faults;

/// <summary>A program that starts a process with an argument that tells it from all others, so that one sees when it has begun.</summary>
internal sealed class MarkedProgram
{
    private readonly HashSet<string> _known = [];
    private readonly string _argument;

    /// <param name="seconds">How long the process lives.</param>
    /// <param name="rest">What the program does then.</param>
    public MarkedProgram(int seconds, string rest = "")
    {
        _argument = $"{seconds}.{Guid.NewGuid().GetHashCode() & 0xFFFFFF:D8}";
        Text = $"import subprocess; subprocess.run(['sleep', '{_argument}']); {rest}";
    }

    /// <summary>The program.</summary>
    public string Text { get; }

    /// <summary>Waits until it has begun, for the first time or once more.</summary>
    /// <param name="program">Its end: it must not have come yet.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task UntilBegunAsync(Task program, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (true)
        {
            if (Directory.EnumerateDirectories("/proc").FirstOrDefault(folder => !_known.Contains(folder)
                && CommandOf(folder) == $"sleep\0{_argument}\0") is { } begun)
            {
                _known.Add(begun);
                return;
            }

            if (program.IsCompleted)
            {
                await program;
                Assert.Fail("It has ended already.");
            }

            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }

    private static string CommandOf(string folder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, "cmdline"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // No process, or one that has ended meanwhile.
            return "";
        }
    }
}
