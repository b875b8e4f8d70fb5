namespace CodeBench.Execution.Engines;

/// <summary>What a user is told who has no engine: what is missing, and the commands that mend it.</summary>
internal static class EngineAdvice
{
    /// <summary>For doctor: all is there, and nothing has to be done.</summary>
    public const string StartedWhenNeeded = "No engine runs, but dockerd is installed: codebench starts a private one when it needs it.";

    /// <summary>The engine that was named does not answer.</summary>
    public static string NoAnswer(Uri endpoint) =>
        $"No container engine answers at {endpoint}: start it (for example: systemctl start docker), or name another with --engine URL.";

    /// <summary>None was named, none was found, and none can be started.</summary>
    public static string NoEngine(bool debianLike, bool root, bool installed) => (debianLike, root, installed) switch
    {
        (true, true, false) => "No container engine is installed, and programs only run in containers: "
            + "apt-get install --no-install-recommends docker.io mmdebstrap, or name a running engine with --engine URL.",
        (true, false, false) => "No container engine is installed, and programs only run in containers: "
            + "sudo apt-get install --no-install-recommends docker.io, or name a running engine with --engine URL.",
        (true, false, true) => "No container engine answers, and only root may start one: "
            + "sudo systemctl start docker, or name a running engine with --engine URL.",
        _ => "No container engine answers, and programs only run in containers: "
            + "start Docker (for example: systemctl start docker), or name a running engine with --engine URL.",
    };
}
