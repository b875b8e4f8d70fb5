namespace CodeBench.Generation.Chat;

/// <summary>How the text of a chat ends.</summary>
public enum ChatEnd
{
    /// <summary>With the words that begin the assistant's turn.</summary>
    AssistantsTurn,

    /// <summary>With the last character of the last turn, which is to be continued.</summary>
    WithinLastTurn,

    /// <summary>With the words that end the last turn.</summary>
    AfterLastTurn,
}
