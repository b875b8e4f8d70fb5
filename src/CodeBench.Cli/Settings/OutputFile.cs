using CodeBench.Core.Faults;

namespace CodeBench.Cli.Settings;

/// <summary>A file that a command writes at its end: its folder is made before, so that an answer is not lost for want of one.</summary>
internal static class OutputFile
{
    /// <summary>Makes the folder.</summary>
    /// <param name="option">The option that names the file.</param>
    /// <param name="path">The file; null where none is wanted.</param>
    /// <param name="faults">Takes what is wrong with it.</param>
    /// <param name="read">Files that the command reads: what is written must be none of them.</param>
    /// <returns>Its whole path; null where none is wanted.</returns>
    public static string? Prepare(string option, string? path, FaultCollector faults, params IReadOnlyList<string> read)
    {
        if (string.IsNullOrEmpty(path))
        {
            if (path is not null)
            {
                faults.Add(new Fault(option, null, null, "needs the name of a file"));
            }

            return null;
        }

        var place = Path.GetFullPath(path);
        if (Directory.Exists(place))
        {
            faults.Add(new Fault(option, null, null, $"{path} is a folder, not a file"));
            return place;
        }

        if (read.Any(other => TargetOf(other) == TargetOf(place)))
        {
            faults.Add(new Fault(option, null, null, $"{path} is what is read: it would be lost"));
            return place;
        }

        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            faults.Add(new Fault(option, null, null, $"{path} cannot be written: {exception.Message}"));
        }

        return place;
    }

    // Where a link leads; the file itself where it is none.
    private static string TargetOf(string path)
    {
        var whole = Path.GetFullPath(path);
        return File.Exists(whole) ? File.ResolveLinkTarget(whole, returnFinalTarget: true)?.FullName ?? whole : whole;
    }
}
