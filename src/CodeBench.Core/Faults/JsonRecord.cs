using System.Text.Json;

namespace CodeBench.Core.Faults;

/// <summary>A JSON value of a file, and where it stands.</summary>
/// <param name="Path">The file.</param>
/// <param name="Line">The line where it begins, counted from 1.</param>
/// <param name="Value">The value.</param>
internal sealed record JsonRecord(string Path, int Line, JsonElement Value)
{
    /// <summary>A fault of this record.</summary>
    public Fault Fault(string? field, string message) => new(Path, Line, field, message);
}
