using CodeBench.Core.Faults;
using CodeBench.Execution.Engines;
using CodeBench.Testing;

namespace CodeBench.Execution.Tests.Engines;

/// <summary>TLS to an engine: by the variables of Docker's own command, and never without looking at the engine's certificate.</summary>
public sealed class EngineTlsTests : IDisposable
{
    private const int Timeout = 120_000;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("tcp://host:2376", null, null, false)]
    [InlineData("tcp://host:2376", "1", null, true)]
    [InlineData("tcp://host:2376", "", "folder", true)]
    [InlineData("https://host:2376", null, null, true)]
    [InlineData("http://host:2375", "1", "folder", false)]
    [InlineData("unix:///var/run/docker.sock", "1", "folder", false)]
    public void For_AddressAndVariables_DecideWhetherThereIsTls(string address, string? verify, string? path, bool expected)
    {
        using var certificates = new TestCertificates(TimeProvider.System);
        var folder = certificates.WriteTo(_folder.PathOf("folder"), engine: false);
        string? Variable(string name) => name switch
        {
            "DOCKER_TLS_VERIFY" => verify,
            "DOCKER_CERT_PATH" => path is null && verify is null ? null : folder,
            _ => null,
        };
        Assert.Equal(expected, EngineTls.For(new Uri(address), Variable) is not null);
    }

    [Fact]
    public void For_FilesAreMissingOrWrong_NamesEach()
    {
        _folder.Write("cert.pem", "no certificate");
        var exception = Assert.Throws<InvalidInputException>(() => EngineTls.For(new Uri("tcp://host:2376"), name => name == "DOCKER_CERT_PATH" ? _folder.PathOf("") : null));
        Assert.Equal(2, exception.Faults.Count);
        Assert.Contains("ca.pem: cannot be read as DOCKER_CERT_PATH or DOCKER_TLS_VERIFY asks for it", exception.Message, StringComparison.Ordinal);
        Assert.Contains("key.pem: cannot be read", exception.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = Timeout)]
    [Trait("Category", "Container")]
    public async Task Link_EngineWithCertificates_AnswersToThoseOfItsAuthorityAlone()
    {
        using var certificates = new TestCertificates(TimeProvider.System);
        using var others = new TestCertificates(TimeProvider.System);
        await using var own = await OwnEngine.StartOnNetworkAsync(certificates.WriteTo(_folder.PathOf("engine"), engine: true), TestContext.Current.CancellationToken);
        var right = certificates.WriteTo(_folder.PathOf("right"), engine: false);
        var wrong = others.WriteTo(_folder.PathOf("wrong"), engine: false);

        Assert.Null(await ReasonAsync(own.Network!, right));
        Assert.Null(await ReasonAsync(new UriBuilder(own.Network!) { Scheme = "https" }.Uri, right));
        Assert.Equal($"its certificate is not vouched for by {Path.Combine(wrong, "ca.pem")}", await ReasonAsync(own.Network!, wrong));
        Assert.Equal(
            "its certificate is for another name than that of the address", await ReasonAsync(new UriBuilder(own.Network!) { Host = "localhost" }.Uri, right));

        // Who trusts the engine, but whom the engine does not know.
        File.Copy(Path.Combine(right, "ca.pem"), Path.Combine(wrong, "ca.pem"), overwrite: true);
        Assert.NotNull(await ReasonAsync(own.Network!, wrong));
    }

    private static async Task<string?> ReasonAsync(Uri endpoint, string folder)
    {
        await using var link = EngineLink.To(endpoint, name => name == "DOCKER_CERT_PATH" ? folder : null);
        return await link.OpenAsync(TestContext.Current.CancellationToken);
    }
}
