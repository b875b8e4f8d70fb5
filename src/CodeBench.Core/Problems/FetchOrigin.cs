namespace CodeBench.Core.Problems;

/// <summary>How a benchmark file came to where it is.</summary>
public enum FetchOrigin
{
    /// <summary>It was there before: in the suite's folder, in the cache, or below CODEBENCH_DATA.</summary>
    Present,

    /// <summary>Copied into the cache from a folder of the command line.</summary>
    Copied,

    /// <summary>Downloaded into the cache.</summary>
    Downloaded,
}
