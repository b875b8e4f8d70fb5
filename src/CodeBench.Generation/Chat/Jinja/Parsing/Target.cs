namespace CodeBench.Generation.Chat.Jinja.Parsing;

/// <summary>What a value is given to.</summary>
/// <param name="Line">Its line, counted from 1.</param>
internal abstract record Target(int Line);

/// <summary>A name.</summary>
internal sealed record NameTarget(string Text, int Line) : Target(Line);

/// <summary>A name of a namespace.</summary>
internal sealed record MemberTarget(string Owner, string Text, int Line) : Target(Line);

/// <summary>Several, each of which takes a part.</summary>
internal sealed record PartsTarget(IReadOnlyList<Target> Parts, int Line) : Target(Line);
