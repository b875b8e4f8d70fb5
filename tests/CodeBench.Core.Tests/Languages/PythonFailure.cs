using System.Text.Json;

namespace CodeBench.Core.Tests.Languages;

/// <summary>What a Python interpreter wrote when a program failed, and the verdict that it deserves.</summary>
public sealed record PythonFailure(string Name, string Python, string Variant, int ExitCode, string Verdict, string Stderr)
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>All that were recorded.</summary>
    public static IReadOnlyList<PythonFailure> ReadAll()
    {
        using var stream = typeof(PythonFailure).Assembly.GetManifestResourceStream("python-stderr.json")!;
        return JsonSerializer.Deserialize<List<PythonFailure>>(stream, Options)!;
    }
}
