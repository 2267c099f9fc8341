using System;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Minnow.Exchange.Server;

/// <summary>Certificates for loopback: a CA made at start, a server certificate signed by it, and wrong ones to be refused.</summary>
public sealed class ServerCertificates : IDisposable
{
    private readonly X509Certificate2 _authority;
    private readonly X509Certificate2 _server;

    /// <summary>Makes a CA and a certificate for localhost, 127.0.0.1 and ::1.</summary>
    public ServerCertificates()
    {
        _authority = MakeAuthority("Minnow exchange CA");
        _server = Issue(_authority, "localhost", (-1, 30));
    }

    /// <summary>Uses a certificate from files in place of one of its own; the CA still signs the wrong ones.</summary>
    public ServerCertificates(string certFile, string keyFile)
    {
        _authority = MakeAuthority("Minnow exchange CA");
        using X509Certificate2 read = X509Certificate2.CreateFromPemFile(certFile, keyFile);
        _server = X509CertificateLoader.LoadPkcs12(read.Export(X509ContentType.Pkcs12), null);
    }

    /// <summary>What the server shows.</summary>
    public X509Certificate2 Server => _server;

    /// <summary>The CA's certificate in PEM, for clients to trust.</summary>
    public string AuthorityPem => _authority.ExportCertificatePem();

    /// <summary>A certificate of a kind that a client must refuse; other-key is right and merely new.</summary>
    public X509Certificate2 Wrong(string kind)
    {
        switch (kind)
        {
            case "expired":
                return Issue(_authority, "localhost", (-30, -1));
            case "not-yet-valid":
                return Issue(_authority, "localhost", (5, 30));
            case "wrong-host":
                return Issue(_authority, "elsewhere.invalid", (-1, 30), isLoopback: false);
            case "untrusted":
                using (X509Certificate2 stranger = MakeAuthority("Another CA")) return Issue(stranger, "localhost", (-1, 30));
            case "self-signed":
                return SelfSigned();
            case "weak-key":
                return IssueRsa(1024, HashAlgorithmName.SHA256);
            case "weak-hash":
                return IssueRsa(2048, HashAlgorithmName.SHA1);
            default:
                return Issue(_authority, "localhost", (-1, 30));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _authority.Dispose();
        _server.Dispose();
    }

    private static X509Certificate2 MakeAuthority(string name)
    {
        using RSA key = RSA.Create(2048);
        CertificateRequest request = new($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-60), DateTimeOffset.UtcNow.AddDays(60));
    }

    private static X509Certificate2 Issue(X509Certificate2 authority, string name, (int From, int To) days, bool isLoopback = true)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new($"CN={name}", key, HashAlgorithmName.SHA256);
        Fill(request, authority, name, isLoopback);
        using RSA authorityKey = authority.GetRSAPrivateKey()!;
        X509SignatureGenerator signer = X509SignatureGenerator.CreateForRSA(authorityKey, RSASignaturePadding.Pkcs1);
        using X509Certificate2 bare = request.Create(authority.SubjectName, signer, Day(days.From), Day(days.To), RandomNumberGenerator.GetBytes(12));
        using X509Certificate2 whole = bare.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pkcs12), null);
    }

    private X509Certificate2 IssueRsa(int bits, HashAlgorithmName hash)
    {
        using RSA key = RSA.Create(bits);
        CertificateRequest request = new("CN=localhost", key, hash, RSASignaturePadding.Pkcs1);
        Fill(request, _authority, "localhost", isLoopback: true);
        using RSA authorityKey = _authority.GetRSAPrivateKey()!;
        X509SignatureGenerator signer = X509SignatureGenerator.CreateForRSA(authorityKey, RSASignaturePadding.Pkcs1);
        using X509Certificate2 bare = request.Create(_authority.SubjectName, signer, Day(-1), Day(30), RandomNumberGenerator.GetBytes(12));
        using X509Certificate2 whole = bare.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pkcs12), null);
    }

    private static X509Certificate2 SelfSigned()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=localhost", key, HashAlgorithmName.SHA256);
        Fill(request, null, "localhost", isLoopback: true);
        using X509Certificate2 made = request.CreateSelfSigned(Day(-1), Day(30));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }

    private static void Fill(CertificateRequest request, X509Certificate2? authority, string name, bool isLoopback)
    {
        SubjectAlternativeNameBuilder names = new();
        names.AddDnsName(name);
        if (isLoopback)
        {
            names.AddIpAddress(IPAddress.Loopback);
            names.AddIpAddress(IPAddress.IPv6Loopback);
        }

        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyEncipherment, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        if (authority is not null) request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(authority, true, false));
    }

    private static DateTimeOffset Day(int offset) => DateTimeOffset.UtcNow.AddDays(offset);
}
