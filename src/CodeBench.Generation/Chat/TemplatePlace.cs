using CodeBench.Core.Faults;

namespace CodeBench.Generation.Chat;

/// <summary>Where a chat template stands.</summary>
/// <param name="File">The file.</param>
/// <param name="Field">The field of a JSON file; null where the template is all of the file.</param>
public sealed record TemplatePlace(string File, string? Field)
{
    /// <summary>A fault in the template.</summary>
    /// <param name="line">The line of the template, counted from 1; null where there is none.</param>
    /// <param name="message">What is wrong.</param>
    public Fault Fault(int? line, string message) => Field is null
        ? new Fault(File, line, null, message)
        : new Fault(File, null, Field, line is null ? message : $"line {line} of the template: {message}");
}
