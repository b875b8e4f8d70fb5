namespace CodeBench.Submission;

/// <summary>What a job does with its shards.</summary>
public enum ShardStage
{
    /// <summary>All of the command.</summary>
    Whole,

    /// <summary>Samples from the model: what GPUs are for.</summary>
    Generation,

    /// <summary>Runs the programs of shards that were generated, with processors alone.</summary>
    Execution,
}
