namespace CodeBench.Generation.Endpoints;

/// <summary>A server that speaks the OpenAI API, and how it is asked.</summary>
public sealed record EndpointOptions
{
    /// <summary>How many requests are on their way together where nobody says.</summary>
    public const int DefaultConcurrency = 64;

    /// <summary>Where the API begins, without a slash at the end: http://host:8000/v1.</summary>
    public required Uri Address { get; init; }

    /// <summary>Which of its models; null, the default, for the only one that it has.</summary>
    public string? ModelName { get; init; }

    /// <summary>The key. Default: none.</summary>
    public ApiKey Key { get; init; } = ApiKey.None;

    /// <summary>The most requests on their way together, 1 or more. Default 64. Changes speed, not what is asked.</summary>
    public int Concurrency { get; init; } = DefaultConcurrency;

    /// <summary>How long one answer may take, its waiting in the server's queue included; over 0. Default 10 minutes.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(10);
}
