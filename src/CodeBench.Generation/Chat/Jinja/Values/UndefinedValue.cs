namespace CodeBench.Generation.Chat.Jinja.Values;

/// <summary>What a name stands for that nothing was given to: it prints as nothing, is false and holds nothing; all else fails.</summary>
/// <param name="Message">What using it says.</param>
internal sealed record UndefinedValue(string Message);
