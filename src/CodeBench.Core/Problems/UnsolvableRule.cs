using System.Text.RegularExpressions;

namespace CodeBench.Core.Problems;

/// <summary>Problems of a file that no right solution can pass, through a defect of their data.</summary>
/// <param name="Field">The field, by its name in templates, that shows it.</param>
/// <param name="Pattern">What is found in that field of each of them, and of no other.</param>
/// <param name="Because">Why, for people.</param>
public sealed record UnsolvableRule(string Field, Regex Pattern, string Because);
