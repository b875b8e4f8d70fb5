using System.Text.RegularExpressions;

namespace CodeBench.Core.Problems;

/// <summary>Problems of a file that no right solution can pass, through a defect of their data.</summary>
/// <param name="Tasks">Their task ids; empty where a pattern tells them.</param>
/// <param name="Field">The field, by its name in templates, that shows it; null where the tasks are named.</param>
/// <param name="Pattern">What is found in that field of each of them, and of no other; null where the tasks are named.</param>
/// <param name="Because">Why, for people.</param>
public sealed record UnsolvableRule(IReadOnlyList<string> Tasks, string? Field, Regex? Pattern, string Because)
{
    /// <summary>Whether it speaks of a problem.</summary>
    /// <param name="taskId">The problem's task id.</param>
    /// <param name="fields">Its fields, by their names in templates.</param>
    public bool Fits(string taskId, IReadOnlyDictionary<string, object> fields) =>
        Pattern is null ? Tasks.Contains(taskId) : Pattern.IsMatch((string)fields[Field!]);
}
