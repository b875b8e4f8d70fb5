using CodeBench.Core.Faults;

namespace CodeBench.Core.Runs;

/// <summary>A folder that one command at a time works in. Whatever ends the command unlocks it.</summary>
public static class FolderLock
{
    private const string FileName = ".lock";
    private const int WouldBlockOnLinux = 11;
    private const int WouldBlockOnMac = 35;

    /// <summary>Locks a folder that is there, until what comes back is disposed of.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="message">What is said where another command has it.</param>
    /// <exception cref="InvalidInputException">Another command has it.</exception>
    public static FileStream Take(string path, string message) => Open(
        path,
        message,
        new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 1, Options = FileOptions.DeleteOnClose });

    /// <summary>
    /// Keeps commands that lock a folder out while it is read, until what comes back is disposed of; others may read it too. Nothing is made in the
    /// folder, which may be one that only its owner writes to: where nobody has locked it, nobody is kept out.
    /// </summary>
    /// <param name="path">The folder.</param>
    /// <param name="message">What is said where another command has locked it.</param>
    /// <returns>Null where nobody has locked it.</returns>
    /// <exception cref="InvalidInputException">Another command has locked it.</exception>
    public static FileStream? TakeForReading(string path, string message)
    {
        try
        {
            return Open(path, message, new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Read, Share = FileShare.Read, BufferSize = 1 });
        }
        catch (Exception exception) when (exception is FileNotFoundException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static FileStream Open(string path, string message, FileStreamOptions options)
    {
        try
        {
            return new FileStream(Path.Combine(path, FileName), options);
        }
        catch (IOException exception) when (exception.HResult is WouldBlockOnLinux or WouldBlockOnMac)
        {
            throw new InvalidInputException(new Fault(path, null, null, message));
        }
    }
}
