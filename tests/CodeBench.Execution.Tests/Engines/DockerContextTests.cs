using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CodeBench.Core.Faults;
using CodeBench.Execution.Engines;
using CodeBench.Testing;

namespace CodeBench.Execution.Tests.Engines;

/// <summary>Who has Docker's own command set up need not do it again for us.</summary>
public sealed class DockerContextTests : IDisposable
{
    private readonly TemporaryFolder _home = new();

    public void Dispose() => _home.Dispose();

    [Theory]
    [InlineData("""{"currentContext": "colima"}""", null, "unix:///home/me/.colima/docker.sock")]
    [InlineData("""{"currentContext": "colima"}""", "node", "ssh://me@node")]
    [InlineData("""{"currentContext": "colima"}""", "default", null)]
    [InlineData("""{"currentContext": "default"}""", null, null)]
    [InlineData("""{"currentContext": "gone"}""", null, null)]
    [InlineData("""{"currentContext": 1}""", null, null)]
    [InlineData("""{"currentContext": "odd"}""", null, null)]
    [InlineData("{}", null, null)]
    [InlineData("no JSON", "", null)]
    [InlineData(null, "colima", "unix:///home/me/.colima/docker.sock")]
    public void Find_ContextOfVariableOrFile_IsItsEngine(string? config, string? variable, string? expected)
    {
        if (config is not null)
        {
            _home.Write(".docker/config.json", config);
        }

        WriteContext(".docker", "colima", "unix:///home/me/.colima/docker.sock");
        WriteContext(".docker", "node", "ssh://me@node");
        _home.Write($".docker/contexts/meta/{HashOf("odd")}/meta.json", """{"Endpoints": {"docker": "node"}}""");
        Assert.Equal(expected is null ? null : new Uri(expected), Find(("DOCKER_CONTEXT", variable)));
    }

    [Fact]
    public void Find_FolderNamed_IsReadInPlaceOfTheOneAtHome()
    {
        _home.Write(".docker/config.json", """{"currentContext": "node"}""");
        WriteContext(".docker", "node", "ssh://me@node");
        _home.Write("other/config.json", """{"currentContext": "node"}""");
        WriteContext("other", "node", "ssh://you@node");
        Assert.Equal(new Uri("ssh://you@node"), Find(("DOCKER_CONFIG", _home.PathOf("other"))));
    }

    [Fact]
    public void Find_VariableNamesNoContext_IsAFault()
    {
        var exception = Assert.Throws<InvalidInputException>(() => Find(("DOCKER_CONTEXT", "gone")));
        Assert.StartsWith("DOCKER_CONTEXT: there is no context gone with an engine", exception.Message, StringComparison.Ordinal);
    }

    private Uri? Find(params (string Name, string? Value)[] variables) =>
        DockerContext.Find(name => variables.FirstOrDefault(variable => variable.Name == name).Value, _home.Path);

    private static string HashOf(string name) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)));

    private void WriteContext(string folder, string name, string host)
    {
        _home.Write($"{folder}/contexts/meta/{HashOf(name)}/meta.json", JsonSerializer.Serialize(new { Name = name, Endpoints = new { docker = new { Host = host } } }));
    }
}
