namespace CodeBench.Execution.Containers;

/// <summary>What the images of all languages share.</summary>
/// <param name="Base">The name of the base image.</param>
/// <param name="BaseDigest">Its content address.</param>
/// <param name="Runner">The name of the image that holds the runner.</param>
internal sealed record ImageFoundation(string Base, string BaseDigest, string Runner);
