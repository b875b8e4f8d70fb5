using CodeBench.Core.Languages;
using CodeBench.Core.Programs;

namespace CodeBench.Core.Executions;

/// <summary>Reads files of a language's image, by a program that runs in its sandbox: every engine and every image can do that.</summary>
internal static class ImageFiles
{
    // Results are texts.
    private const string Script = """i=0; for f in "$@"; do base64 -w0 -- "$f" > "file.$i" || exit 1; i=$((i+1)); done""";

    /// <summary>The contents of the files, in the order of the paths.</summary>
    /// <param name="sandbox">Where they lie.</param>
    /// <param name="limits">The limits that the sandbox was opened for.</param>
    /// <param name="paths">Full paths.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="SandboxException">The sandbox failed, or one of them cannot be read: the message says which.</exception>
    public static async Task<IReadOnlyList<ReadOnlyMemory<byte>>> ReadAsync(
        ISandbox sandbox, Limits limits, IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        if (paths.Count == 0)
        {
            return [];
        }

        var names = Enumerable.Range(0, paths.Count).Select(index => $"file.{index}").ToList();
        var program = new SourceProgram
        {
            Files = [],
            Results = names,
            Steps = [new Step(StepKind.Run, ["sh", "-c", Script, "sh", .. paths], limits)],
        };
        var report = (await sandbox.RunAsync(program, cancellationToken).ConfigureAwait(false))[^1];
        return names.All(report.Results.ContainsKey)
            ? [.. names.Select(name => (ReadOnlyMemory<byte>)Convert.FromBase64String(report.Results[name]))]
            : throw new SandboxException($"Files of the image could not be read ({report.End}, exit status {report.ExitCode}): {report.Stderr.Text.Trim()}");
    }
}
