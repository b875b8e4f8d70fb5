using CodeBench.Core.Faults;

namespace CodeBench.Generation.Endpoints;

/// <summary>A request that brought no completion. Its message never has the key in it.</summary>
/// <param name="kind">What it means for the next try.</param>
/// <param name="message">What happened, behind the words "the server".</param>
/// <param name="inner">The cause.</param>
internal sealed class EndpointFailure(FailureKind kind, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>What it means for the next try.</summary>
    public FailureKind Kind => kind;

    /// <summary>How long the server asks to wait; null where it does not say.</summary>
    public TimeSpan? Wait { get; init; }

    /// <summary>The option or variable that is wrong; null where it is the request.</summary>
    public string? Setting { get; init; }

    /// <summary>What the user is told where trying again is of no use.</summary>
    /// <param name="address">The server.</param>
    /// <param name="key">The prompt that was asked; null where none was.</param>
    public Exception ToException(Uri address, string? key) => Kind is FailureKind.Refused or FailureKind.TooLong or FailureKind.Absent
        ? new InvalidInputException(new Fault(Setting ?? address.ToString(), null, Setting is null ? key : null, $"the server {Message}"))
        : new MachineNotAbleException($"{address}: the server {Message}; the same command goes on where it stopped", this);
}
