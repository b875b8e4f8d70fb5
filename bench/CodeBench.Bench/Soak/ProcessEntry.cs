using System.Globalization;

namespace CodeBench.Bench.Soak;

/// <summary>A process, as /proc/ID/stat describes it.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Name">Its name, of which the kernel keeps fifteen characters.</param>
/// <param name="Parent">Who started it.</param>
/// <param name="Threads">How many threads it has.</param>
/// <param name="Memory">Its resident set in bytes.</param>
internal sealed record ProcessEntry(int Id, string Name, int Parent, int Threads, long Memory)
{
    /// <summary>Reads one; null where it has ended.</summary>
    public static ProcessEntry? Read(int id)
    {
        try
        {
            var text = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/stat"));
            // The name in parentheses may hold anything; the third field of the manual page is the first behind it.
            var (start, end) = (text.IndexOf('('), text.LastIndexOf(')'));
            var fields = text[(end + 2)..].Split(' ');
            return new ProcessEntry(id, text[(start + 1)..end], Number(fields[4 - 3]), Number(fields[20 - 3]), Number(fields[24 - 3]) * (long)Environment.SystemPageSize);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
