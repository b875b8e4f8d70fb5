namespace CodeBench.Execution.Engines;

/// <summary>What a user is told who has no engine: what is missing, and the commands that mend it.</summary>
internal static class EngineAdvice
{
    /// <summary>For doctor: all is there, and nothing has to be done.</summary>
    public const string StartedWhenNeeded = "No engine runs, but dockerd is installed: codebench starts a private one when it needs it.";

    /// <summary>The engine that was named does not answer.</summary>
    /// <param name="endpoint">Where it should be.</param>
    /// <param name="reason">What was met there; null where that is not known.</param>
    public static string NoAnswer(Uri endpoint, string? reason) =>
        IsForbidden(reason) ? NotAllowed(endpoint)
        : $"No container engine answers at {endpoint}: start it (for example: systemctl start docker), or name another with --engine URL."
        // Of a socket that is not there, or has nobody behind it, there is no more to say.
        + (reason is null || endpoint.Scheme == "unix" ? "" : $" What was met there: {reason}.");

    /// <summary>Whether an engine may be there which this user may not use.</summary>
    /// <param name="reason">What was met; null where that is not known.</param>
    public static bool IsForbidden(string? reason) => reason?.Contains("Permission denied", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>The engine's socket is not for this user.</summary>
    public static string NotAllowed(Uri endpoint) =>
        $"You may not use the container engine at {endpoint} (permission denied): sudo usermod -aG docker $USER and log in again, or name another with --engine URL.";

    /// <summary>The engine failed before the first program ran.</summary>
    public static string Failed(Uri endpoint, string reason) =>
        $"The container engine at {endpoint} failed ({reason}): see that it runs (codebench doctor), then the same command goes on where it stopped.";

    /// <summary>An image did not come from one engine to another.</summary>
    public static string NotCarried(string image, Uri from, Uri to, string reason) =>
        $"The image {image} could not be carried from the container engine at {from} to the one at {to} ({reason}): see that both run (codebench doctor), "
        + "then the same command goes on where it stopped.";

    /// <summary>The engine ended while it was used.</summary>
    public static string Gone(Uri endpoint) =>
        $"The container engine at {endpoint} does not answer any more: start it again (for example: systemctl start docker), and the same command goes on where it stopped.";

    /// <summary>Of several engines none is left.</summary>
    public static string AllGone(IEnumerable<string> reasons) =>
        $"No container engine is left: see that they run (codebench doctor), and the same command goes on where it stopped.{Environment.NewLine}"
        + string.Join(Environment.NewLine, reasons.Select(reason => $"  {reason}"));

    /// <summary>The engine answers, but starts no container any more.</summary>
    public static string StartsNothing(Uri endpoint, string reason) =>
        $"The container engine at {endpoint} starts no containers any more ({reason}): "
        + (reason.Contains("no space left", StringComparison.Ordinal) ? "make room on its disk" : "mend that")
        + ", and the same command goes on where it stopped.";

    /// <summary>Somebody removed an image that programs run in.</summary>
    public static string ImageGone(Uri endpoint, string image) =>
        $"The image {image}, which programs were run in, was removed from the container engine at {endpoint}. Load it again (docker load), "
        + "and the same command goes on where it stopped; else the same command builds it anew, and says what becomes of the verdicts so far.";

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
