using CodeBench.Core.Faults;
using CodeBench.Execution.Engines;

namespace CodeBench.Execution.Tests.Engines;

public sealed class EngineCandidatesTests
{
    private static readonly Uri Named = new("tcp://192.0.2.1:2375");

    [Theory]
    [InlineData(null, null, false)]
    [InlineData(null, "unix:///other.sock", false)]
    [InlineData(null, "ssh://me@node", true)]
    [InlineData("unix:///other.sock", "ssh://me@node", false)]
    [InlineData("tcp://127.0.0.1:2375", null, true)] // a tunnel, maybe
    public void MayBeElsewhere_AnythingButASocket(string? named, string? dockerHost, bool expected) =>
        Assert.Equal(expected, EngineOptions.MayBeElsewhere(named is null ? null : new Uri(named), dockerHost));

    [Fact]
    public void Find_EngineNamed_IsTheOnlyOne() =>
        Assert.Equal([Named], EngineCandidates.Find(Named, "unix:///other.sock", "/var/run/docker.sock"));

    [Fact]
    public void Find_DockerHost_GoesBeforeTheDefaultSocket() =>
        Assert.Equal([new Uri("unix:///other.sock")], EngineCandidates.Find(null, "unix:///other.sock", "/var/run/docker.sock"));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Find_NothingNamed_TriesTheDefaultSocket(string? dockerHost) =>
        Assert.Equal([new Uri("unix:///var/run/docker.sock")], EngineCandidates.Find(null, dockerHost, "/var/run/docker.sock"));

    [Fact]
    public void Find_NothingThere_IsEmpty() => Assert.Empty(EngineCandidates.Find(null, null, null));

    [Fact]
    public void Find_DockerHostIsNoUrl_NamesIt()
    {
        var exception = Assert.Throws<InvalidInputException>(() => EngineCandidates.Find(null, "not a url", null));
        Assert.Equal("DOCKER_HOST: not a url is no URL of an engine: unix:///path, tcp://host:port or ssh://user@host.", exception.Message);
    }
}
