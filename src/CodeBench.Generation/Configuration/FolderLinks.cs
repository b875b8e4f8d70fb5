using CodeBench.Core.Faults;

namespace CodeBench.Generation.Configuration;

/// <summary>The files of a checkpoint folder that are links: in a hub's cache all are, to files with the names of their hashes.</summary>
internal static class FolderLinks
{
    private static readonly string[] Kinds = [".json", ".safetensors", ".model", ".txt", ".tiktoken", ".jinja"];

    /// <summary>Requires that each leads somewhere: to all others who ask a link is a file, until it is opened.</summary>
    /// <exception cref="InvalidInputException">Each that does not.</exception>
    public static void Require(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return; // That is said with all else.
        }

        Fault[] faults =
        [
            .. from file in new DirectoryInfo(folder).EnumerateFiles().OrderBy(file => file.Name, StringComparer.Ordinal)
               where file.LinkTarget is not null && Kinds.Contains(file.Extension) && !LeadsToAFile(file)
               select new Fault(
                   file.FullName, null, null, $"is a link to {file.LinkTarget}, where nothing is: the download did not end, or links were copied without what they lead to (cp -rL copies that)."),
        ];
        if (faults.Length > 0)
        {
            throw new InvalidInputException(faults);
        }
    }

    private static bool LeadsToAFile(FileInfo link)
    {
        try
        {
            return link.ResolveLinkTarget(returnFinalTarget: true) is { Exists: true };
        }
        catch (IOException)
        {
            return false; // in a circle
        }
    }
}
