using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CodeBench.Core.Faults;

namespace CodeBench.Execution.Engines;

/// <summary>
/// TLS to an engine, by the variables and files that Docker's own command has: ca.pem, cert.pem and key.pem in DOCKER_CERT_PATH. The
/// engine's certificate is always verified, and must name the host.
/// </summary>
internal sealed class EngineTls
{
    private const string FolderVariable = "DOCKER_CERT_PATH";
    private const string VerifyVariable = "DOCKER_TLS_VERIFY";

    private readonly string? _authorityFile;
    private readonly X509Certificate2Collection? _authorities;
    private readonly X509Certificate2? _own;

    private EngineTls(string? authorityFile, X509Certificate2Collection? authorities, X509Certificate2? own)
    {
        _authorityFile = authorityFile;
        _authorities = authorities;
        _own = own;
    }

    /// <summary>
    /// How an address is spoken to: https:// always with TLS, tcp:// where the environment sets one of the two variables, anything else never.
    /// </summary>
    /// <param name="endpoint">The address.</param>
    /// <param name="variable">A variable of the environment; null where it is not set.</param>
    /// <returns>Null where there is no TLS.</returns>
    /// <exception cref="InvalidInputException">Each file that is missing or cannot be read.</exception>
    public static EngineTls? For(Uri endpoint, Func<string, string?> variable)
    {
        var folder = variable(FolderVariable) is { Length: > 0 } named ? named : null;
        var verify = variable(VerifyVariable) is { Length: > 0 };
        if (endpoint.Scheme != "https" && (endpoint.Scheme != "tcp" || (folder is null && !verify)))
        {
            return null;
        }

        if (folder is null && !verify)
        {
            return new EngineTls(null, null, null); // https:// alone: the machine's own authorities
        }

        return Read(folder ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".docker"));
    }

    /// <summary>The options of a connection.</summary>
    /// <param name="host">The name that the engine's certificate must have.</param>
    public SslClientAuthenticationOptions ToOptions(string host)
    {
        var options = new SslClientAuthenticationOptions { TargetHost = host };
        if (_own is not null)
        {
            // Without a context the certificate's authorities would be looked for, on the network too.
            options.ClientCertificateContext = SslStreamCertificateContext.Create(_own, null, offline: true);
        }

        if (_authorities is not null)
        {
            options.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
            };
            options.CertificateChainPolicy.CustomTrustStore.AddRange(_authorities);
        }

        return options;
    }

    /// <summary>Why no connection came about, in words that say which file it is about.</summary>
    public string Explain(AuthenticationException failure)
    {
        var authority = _authorityFile is null ? "the authorities of this machine" : _authorityFile;
        return failure.Message.Contains("NameMismatch", StringComparison.Ordinal)
            ? "its certificate is for another name than that of the address"
            : failure.Message.Contains("remote certificate", StringComparison.OrdinalIgnoreCase)
                ? $"its certificate is not vouched for by {authority}"
                : $"no TLS connection: {failure.InnerException?.Message ?? failure.Message}";
    }

    private static EngineTls Read(string folder)
    {
        var faults = new FaultCollector();
        var (authority, certificate, key) = (Path.Combine(folder, "ca.pem"), Path.Combine(folder, "cert.pem"), Path.Combine(folder, "key.pem"));
        var authorities = Try(authority, faults, () =>
        {
            var read = new X509Certificate2Collection();
            read.ImportFromPemFile(authority);
            return read;
        });
        // An engine may ask nobody for a certificate; then neither file is there.
        var own = File.Exists(certificate) || File.Exists(key)
            ? Try(File.Exists(certificate) ? key : certificate, faults, () => X509Certificate2.CreateFromPemFile(certificate, key))
            : null;
        faults.ThrowIfAny();
        return new EngineTls(authority, authorities, own);
    }

    private static T? Try<T>(string path, FaultCollector faults, Func<T> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException)
        {
            faults.Add(new Fault(path, null, null, $"cannot be read as {FolderVariable} or {VerifyVariable} asks for it: {exception.Message}"));
            return null;
        }
    }
}
