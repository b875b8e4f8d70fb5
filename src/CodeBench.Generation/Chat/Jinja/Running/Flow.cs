namespace CodeBench.Generation.Chat.Jinja.Running;

/// <summary>How it goes on behind a statement.</summary>
internal enum Flow
{
    /// <summary>With the next.</summary>
    On,

    /// <summary>Behind the loop.</summary>
    Break,

    /// <summary>With the loop's next item.</summary>
    Continue,
}
