namespace CodeBench.Core.Prompts;

/// <summary>One turn of a chat.</summary>
/// <param name="Role">Who speaks: system, user or assistant.</param>
/// <param name="Content">What is said, byte for byte.</param>
public sealed record ChatMessage(string Role, string Content)
{
    /// <summary>The role of instructions that stand before everything.</summary>
    public const string System = "system";

    /// <summary>The role of whoever asks.</summary>
    public const string User = "user";

    /// <summary>The role of the model. A chat that ends with a turn of it is to be continued within that turn.</summary>
    public const string Assistant = "assistant";
}
