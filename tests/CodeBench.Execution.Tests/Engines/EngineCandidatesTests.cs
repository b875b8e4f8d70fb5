using CodeBench.Core.Faults;
using CodeBench.Execution.Engines;

namespace CodeBench.Execution.Tests.Engines;

public sealed class EngineCandidatesTests
{
    private static readonly Uri Named = new("tcp://192.0.2.1:2375");

    private static IEnumerable<Uri> Others() => [new("unix:///var/run/docker.sock")];

    [Theory]
    [InlineData("unix:///other.sock", false)]
    [InlineData("ssh://me@node", true)]
    [InlineData("tcp://127.0.0.1:2375", true)] // a tunnel, maybe
    public void Named_AnythingButASocket_MayBeElsewhere(string named, bool expected) =>
        Assert.Equal(expected, Engine.MayLookElsewhere(new EngineOptions { Endpoint = new Uri(named) }));

    [Fact]
    public void Find_EngineNamed_IsTheOnlyOne() =>
        Assert.Equal([Named], EngineCandidates.Find(Named, "unix:///other.sock", Others));

    [Fact]
    public void Find_DockerHost_GoesBeforeTheDefaultSocket() =>
        Assert.Equal([new Uri("unix:///other.sock")], EngineCandidates.Find(null, "unix:///other.sock", Others));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Find_NothingNamed_TriesTheOthers(string? dockerHost) =>
        Assert.Equal([new Uri("unix:///var/run/docker.sock")], EngineCandidates.Find(null, dockerHost, Others));

    [Fact]
    public void Find_NothingThere_IsEmpty() => Assert.Empty(EngineCandidates.Find(null, null, () => []));

    [Fact]
    public void Find_DockerHostIsNoUrl_NamesIt()
    {
        var exception = Assert.Throws<InvalidInputException>(() => EngineCandidates.Find(null, "not a url", Others));
        Assert.Equal("DOCKER_HOST: not a url is no URL of an engine: unix:///path, tcp://host:port or ssh://user@host.", exception.Message);
    }
}
