namespace CodeBench.Core.Faults;

/// <summary>The command line or an input file is wrong. Carries every fault that was found, not just the first. Exit status 2.</summary>
public sealed class InvalidInputException : Exception
{
    /// <summary>All the faults, at least one.</summary>
    public InvalidInputException(IReadOnlyList<Fault> faults)
        : base(string.Join(Environment.NewLine, faults)) => Faults = faults;

    /// <summary>One fault.</summary>
    public InvalidInputException(Fault fault) : this([fault])
    {
    }

    /// <summary>What is wrong, in the order of the input.</summary>
    public IReadOnlyList<Fault> Faults { get; }
}
