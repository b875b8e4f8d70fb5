using CodeBench.Core.Faults;

namespace CodeBench.Training;

/// <summary>Everything that decides which checkpoint comes out. The defaults made the one that ships with the repository.</summary>
public sealed record TrainingOptions
{
    /// <summary>The folder with starter.jsonl and wrong.jsonl.</summary>
    public required string Starter { get; init; }

    /// <summary>The folder that the checkpoint is written to; it is made where it is absent, and files of the same names are replaced.</summary>
    public required string Out { get; init; }

    /// <summary>Updates of the weights, 1 or more. Default 500.</summary>
    public int Steps { get; init; } = 500;

    /// <summary>Texts in each update, 1 or more. Default 16.</summary>
    public int Batch { get; init; } = 16;

    /// <summary>The highest learning rate of AdamW: over 0, at most 1. Default 0.003.</summary>
    public double LearningRate { get; init; } = 3e-3;

    /// <summary>What the first weights and the order of the texts depend on. Default 0.</summary>
    public int Seed { get; init; }

    /// <summary>Threads of the tensor library, 1 or more. Another number may round otherwise. Default 2.</summary>
    public int Threads { get; init; } = 2;

    /// <summary>Tokens of the vocabulary, 257 to 65536. Default 768.</summary>
    public int Vocabulary { get; init; } = 768;

    /// <summary>Every value that is out of its range.</summary>
    public IReadOnlyList<Fault> Faults()
    {
        (bool Holds, string Option, string Message)[] rules =
        [
            (Steps >= 1, "--steps", "must be 1 or more"),
            (Batch >= 1, "--batch", "must be 1 or more"),
            (LearningRate is > 0 and <= 1, "--learning-rate", "must be over 0 and at most 1"),
            (Threads >= 1, "--threads", "must be 1 or more"),
            (Vocabulary is > 256 and <= 65536, "--vocabulary", "must be 257 to 65536"),
        ];
        return [.. rules.Where(rule => !rule.Holds).Select(rule => new Fault(rule.Option, null, null, rule.Message))];
    }
}
