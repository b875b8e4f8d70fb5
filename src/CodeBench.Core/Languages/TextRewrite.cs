using System.Text.RegularExpressions;

namespace CodeBench.Core.Languages;

/// <summary>A place of a program's text that must read otherwise for the proof of a pass to be reached, such as an exit behind the last test.</summary>
/// <param name="Pattern">What is replaced: its last match alone. A text without one stays as it is.</param>
/// <param name="Replacement">What stands there instead; $1, ${name} are the groups of the match.</param>
public sealed record TextRewrite(Regex Pattern, string Replacement);
