namespace CodeBench.Cli.Terminal;

/// <summary>Says each thing that is done to the machine, on standard error, at once and in order.</summary>
/// <param name="screen">Where to.</param>
public sealed class ScreenProgress(Screen screen) : IProgress<string>
{
    /// <inheritdoc/>
    public void Report(string value) => screen.Say(value);
}
