using System.Text.Json;
using CodeBench.Core.Executions;
using CodeBench.Core.Runs;

namespace CodeBench.Cli.Terminal;

/// <summary>Says where a run stands that has no scores yet.</summary>
internal static class RunPrinter
{
    /// <summary>Prints it on standard output.</summary>
    public static void Print(Screen screen, RunFolder folder, bool json)
    {
        var state = new
        {
            Run = folder.Path,
            Prompts = folder.Prompts.Read().Count(),
            Completions = folder.Completions.Read().Count(),
            Executions = folder.Executions.Read().Count(),
        };
        screen.Print(json
            ? JsonSerializer.Serialize(state, ResultJson.Document)
            : $"{state.Completions} completions of {state.Prompts} prompts, {state.Executions} executed.\nRun folder: {state.Run}");
    }
}
