namespace CodeBench.Generation.Endpoints;

/// <summary>What a failed request means for the next one.</summary>
internal enum FailureKind
{
    /// <summary>It may succeed when it is tried again.</summary>
    Passing,

    /// <summary>The server has too much to do: everybody waits before it is asked again.</summary>
    Busy,

    /// <summary>The server refuses what is asked, and will again: the user's to mend.</summary>
    Refused,

    /// <summary>As refused, for its length: whatever the words are, another way to ask is none.</summary>
    TooLong,

    /// <summary>As refused, and the server has no such place or model.</summary>
    Absent,

    /// <summary>The server will not answer for long.</summary>
    Lasting,
}
