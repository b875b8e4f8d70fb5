using CodeBench.Core.Faults;

namespace CodeBench.Core.Runs;

/// <summary>A folder that one command at a time works in. Whatever ends the command unlocks it.</summary>
public static class FolderLock
{
    private const int WouldBlockOnLinux = 11;
    private const int WouldBlockOnMac = 35;

    /// <summary>Locks a folder that is there, until what comes back is disposed of.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="message">What is said where another command has it.</param>
    /// <exception cref="InvalidInputException">Another command has it.</exception>
    public static FileStream Take(string path, string message)
    {
        try
        {
            return new FileStream(Path.Combine(path, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException exception) when (exception.HResult is WouldBlockOnLinux or WouldBlockOnMac)
        {
            throw new InvalidInputException(new Fault(path, null, null, message));
        }
    }
}
