using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace CodeBench.Testing;

/// <summary>An authority that a test trusts, and what it vouches for, in files that container engines and their clients read.</summary>
public sealed class TestCertificates : IDisposable
{
    private const string ServerUse = "1.3.6.1.5.5.7.3.1";
    private const string ClientUse = "1.3.6.1.5.5.7.3.2";

    private readonly X509Certificate2 _authority;

    /// <summary>A new authority; the certificates are good for this day.</summary>
    public TestCertificates(TimeProvider time)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=authority of a test", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        _authority = request.CreateSelfSigned(time.GetUtcNow().AddHours(-1), time.GetUtcNow().AddHours(23));
    }

    /// <summary>Writes ca.pem, cert.pem and key.pem for one who is at 127.0.0.1, as an engine or as somebody who speaks to it.</summary>
    /// <returns>The folder.</returns>
    public string WriteTo(string folder, bool engine)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(engine ? "CN=engine" : "CN=client", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(engine ? ServerUse : ClientUse)], critical: false));
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.Create(_authority, _authority.NotBefore, _authority.NotAfter, RandomNumberGenerator.GetBytes(8));
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "ca.pem"), _authority.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, "cert.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, "key.pem"), key.ExportPkcs8PrivateKeyPem());
        return folder;
    }

    /// <inheritdoc/>
    public void Dispose() => _authority.Dispose();
}
