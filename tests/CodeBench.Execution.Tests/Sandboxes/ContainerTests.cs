namespace CodeBench.Execution.Tests.Sandboxes;

/// <summary>The tests that share one engine; they run one after the other, so that their timings mean something.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ContainerTests : ICollectionFixture<ContainerFixture>
{
    public const string Name = "containers";
}
