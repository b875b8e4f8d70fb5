using CodeBench.Core.Faults;

namespace CodeBench.Core.Problems;

/// <summary>Finds the files of suites by their SHA-256, whatever they are called: only files of the right size are hashed.</summary>
public sealed class BenchmarkFiles(BenchmarkFolders folders)
{
    private readonly Lazy<IReadOnlyList<FileInfo>> _data = new(() => FileFingerprint.FilesBelow(folders.Data));
    private readonly Lazy<IReadOnlyList<FileInfo>> _from = new(() => [.. folders.From.SelectMany(FileFingerprint.FilesBelow)]);

    /// <summary>The folders that are searched.</summary>
    public BenchmarkFolders Folders { get; } = folders;

    /// <summary>The path of a suite's file: in the suite's folder, the cache, CODEBENCH_DATA or --from; null where it is nowhere.</summary>
    public string? TryFind(Suite suite, BenchmarkFile file) => TryFindPresent(suite, file) ?? TryFindFrom(file);

    /// <summary>The path of a file that belongs to no suite: in the cache, CODEBENCH_DATA or --from; null where it is nowhere.</summary>
    public string? TryFind(PinnedFile file) => First(FileFingerprint.FilesBelow(Folders.Cache), file) ?? First(_data.Value, file) ?? TryFindFrom(file);

    /// <summary>The path of a suite's file.</summary>
    /// <exception cref="InvalidInputException">It is nowhere; the message says where it was looked for and how to get it.</exception>
    public string Find(Suite suite, BenchmarkFile file)
    {
        if (TryFind(suite, file) is { } path)
        {
            return path;
        }

        if (file.Sha256 is null)
        {
            var own = Path.Combine(suite.Folder, file.Name);
            throw new InvalidInputException(new Fault(own, null, null, "The file is missing; it ships with the suite."));
        }

        string[] places =
        [
            suite.Folder,
            $"{Folders.Cache} (cache)",
            Folders.Data is null ? "CODEBENCH_DATA (not set)" : $"{Folders.Data} (CODEBENCH_DATA)",
            .. Folders.From.Select(folder => $"{folder} (--from)"),
        ];
        throw new InvalidInputException(new Fault(
            suite.Name,
            null,
            null,
            $"{file.Name} (SHA-256 {file.Sha256}) is not on this machine. Get it with: codebench suites fetch {suite.Name} "
            + $"(with --from DIR, if you have it in some folder). Looked in {string.Join(", ", places)}."));
    }

    /// <summary>The path where it is without --from.</summary>
    internal string? TryFindPresent(Suite suite, BenchmarkFile file)
    {
        if (file.Sha256 is null)
        {
            var own = Path.Combine(suite.Folder, file.Name);
            return File.Exists(own) ? own : null;
        }

        return First(FileFingerprint.FilesBelow(suite.Folder), file)
            ?? First(FileFingerprint.FilesBelow(Folders.Cache), file)
            ?? First(_data.Value, file);
    }

    /// <summary>The path below the folders of the command line.</summary>
    internal string? TryFindFrom(PinnedFile file) => file.Sha256 is null ? null : First(_from.Value, file);

    private static string? First(IReadOnlyList<FileInfo> candidates, PinnedFile file) =>
        candidates.FirstOrDefault(candidate => FileFingerprint.IsThat(candidate, file))?.FullName;
}
