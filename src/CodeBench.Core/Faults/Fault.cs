namespace CodeBench.Core.Faults;

/// <summary>One thing wrong with a user's input, in a form that points at the place.</summary>
/// <param name="Where">The file, or the option of the command line.</param>
/// <param name="Line">The line, counted from 1; null where there is none.</param>
/// <param name="Field">The field or tensor; null where there is none.</param>
/// <param name="Message">What is wrong with it, and what would be right.</param>
public sealed record Fault(string Where, int? Line, string? Field, string Message)
{
    /// <summary>"file:7: field: message".</summary>
    public override string ToString() =>
        string.Concat(Where, Line is null ? "" : $":{Line}", ": ", Field is null ? "" : $"{Field}: ", Message);
}
