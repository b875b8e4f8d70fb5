using System.Globalization;

namespace CodeBench.Cli.Speed;

/// <summary>How many programs of the whole machine want a processor.</summary>
public static class MachineLoad
{
    private const string File = "/proc/loadavg";

    /// <summary>The mean of the last minute, at least 0; null where the system does not tell.</summary>
    public static double? Read()
    {
        try
        {
            return Parse(System.IO.File.ReadAllText(File));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The first number of a line such as "0.52 0.58 0.59 1/80 11206"; null where it is none.</summary>
    public static double? Parse(string text) =>
        double.TryParse(text.Split(' ')[0], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var load) ? load : null;
}
