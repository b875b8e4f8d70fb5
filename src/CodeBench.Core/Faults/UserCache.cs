namespace CodeBench.Core.Faults;

/// <summary>The folder for what can be made again: benchmark files, the private engine, judged programs.</summary>
public static class UserCache
{
    /// <summary>
    /// codebench below XDG_CACHE_HOME, else below ~/.cache. The specification of that variable (XDG Base Directory) has a relative path
    /// ignored: what one command keeps, another one that is started elsewhere must find.
    /// </summary>
    /// <param name="environment">Gives the value of an environment variable, or null.</param>
    /// <returns>A full path, which need not exist.</returns>
    public static string Folder(Func<string, string?> environment)
    {
        var caches = environment("XDG_CACHE_HOME") is { } xdg && Path.IsPathRooted(xdg)
            ? xdg
            : Path.Combine(environment("HOME") is { } home && Path.IsPathRooted(home) ? home : Path.GetTempPath(), ".cache");
        return Path.Combine(caches, "codebench");
    }
}
