using CodeBench.Core.Faults;

namespace CodeBench.Cli.Composition;

/// <summary>Where things are: the data folders of the installation, and the user's cache.</summary>
/// <param name="Root">The folder that holds languages/ and problems/.</param>
/// <param name="Cache">What can be made again: benchmark files, the private engine, judged programs.</param>
public sealed record Folders(string Root, string Cache)
{
    /// <summary>A folder for each language.</summary>
    public string Languages => Path.Combine(Root, "languages");

    /// <summary>A folder for each suite.</summary>
    public string Problems => Path.Combine(Root, "problems");

    /// <summary>The sources of the program that runs inside containers.</summary>
    public string Runner => Path.Combine(Root, "src", "runner");

    /// <summary>Outcomes of programs that were judged; may be deleted at any time.</summary>
    public string Outcomes => Path.Combine(Cache, "outcomes.sqlite");

    /// <summary>Locked while images are built.</summary>
    public string ImageLock => Path.Combine(Cache, "images.lock");

    /// <summary>The checkpoint that ships with the repository.</summary>
    public string DemoCheckpoint => Path.Combine(Problems, "starter", "demo-checkpoint");

    /// <summary>How another machine that sees these folders starts this program: the launcher, else the runtime with the program.</summary>
    public IReadOnlyList<string> Program => File.Exists(Path.Combine(Root, "codebench"))
        ? [Path.Combine(Root, "codebench")]
        : ["dotnet", Path.Combine(AppContext.BaseDirectory, "codebench.dll")];

    /// <summary>Finds them: CODEBENCH_ROOT, else the nearest folder above the program that holds both; the user's cache.</summary>
    /// <param name="environment">Reads a variable of the environment; null where it is not set.</param>
    /// <param name="program">The folder that the program lies in.</param>
    /// <exception cref="MachineNotAbleException">The installation is not whole.</exception>
    public static Folders Find(Func<string, string?> environment, string program)
    {
        var root = environment("CODEBENCH_ROOT") is { Length: > 0 } named ? named : Above(program);
        if (root is null || !Holds(root))
        {
            throw new MachineNotAbleException(
                $"The folders languages/ and problems/ were not found {(root is null ? $"above {program}" : $"in {root}")}: "
                + "set CODEBENCH_ROOT to the folder that holds them.");
        }

        return new Folders(Path.GetFullPath(root), UserCache.Folder(environment));
    }

    private static bool Holds(string folder) =>
        Directory.Exists(Path.Combine(folder, "languages")) && Directory.Exists(Path.Combine(folder, "problems"));

    private static string? Above(string program)
    {
        for (var folder = new DirectoryInfo(program); folder is not null; folder = folder.Parent)
        {
            if (Holds(folder.FullName))
            {
                return folder.FullName;
            }
        }

        return null;
    }
}
