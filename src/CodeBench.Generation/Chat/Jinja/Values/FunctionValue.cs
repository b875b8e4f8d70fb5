namespace CodeBench.Generation.Chat.Jinja.Values;

/// <summary>Something that can be called: a function, a method with what it belongs to, a macro.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Call">What it does.</param>
internal sealed record FunctionValue(string Name, Func<CallArguments, object?> Call);
