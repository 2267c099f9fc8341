using System;
using System.IO;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Minnow.Tests.Host.Net;

/// <summary>A certificate authority made for one test run, its PEM file, and whatever it is asked to sign.</summary>
internal sealed class TestAuthority : IDisposable
{
    private readonly X509Certificate2 _root;

    internal TestAuthority(string name = "Minnow test authority")
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        _root = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-800), DateTimeOffset.UtcNow.AddDays(800));
        CaFile = Path.GetTempFileName();
        File.WriteAllText(CaFile, _root.ExportCertificatePem());
    }

    internal string CaFile { get; }

    /// <summary>A server's certificate with its key.</summary>
    internal X509Certificate2 Issue(string host = "localhost", int fromDays = -1, int toDays = 30, AsymmetricAlgorithm? key = null, HashAlgorithmName? hash = null, bool forServers = true)
    {
        using AsymmetricAlgorithm made = key ?? ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = made is RSA rsa
            ? new CertificateRequest("CN=server", rsa, hash ?? HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            : new CertificateRequest("CN=server", (ECDsa)made, hash ?? HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder names = new();
        names.AddDnsName(host);
        if (host == "localhost")
        {
            names.AddIpAddress(IPAddress.Loopback);
            names.AddIpAddress(IPAddress.IPv6Loopback);
        }
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(forServers ? "1.3.6.1.5.5.7.3.1" : "1.3.6.1.5.5.7.3.2")], false));
        using ECDsa signing = _root.GetECDsaPrivateKey()!;
        using X509Certificate2 bare = request.Create(_root.SubjectName, hash == HashAlgorithmName.SHA1 ? new Sha1Generator(signing) : X509SignatureGenerator.CreateForECDsa(signing), DateTimeOffset.UtcNow.AddDays(fromDays), DateTimeOffset.UtcNow.AddDays(toDays), [1, 2, 3]);
        return made is RSA own ? bare.CopyWithPrivateKey(own) : bare.CopyWithPrivateKey((ECDsa)made);
    }

    /// <summary>A certificate that signs itself.</summary>
    internal static X509Certificate2 SelfSigned()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=localhost", key, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder names = new();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
    }

    public void Dispose()
    {
        _root.Dispose();
        File.Delete(CaFile);
    }

    // The platform's own generator makes no such signature any more.
    private sealed class Sha1Generator(ECDsa key) : X509SignatureGenerator
    {
        public override byte[] GetSignatureAlgorithmIdentifier(HashAlgorithmName hashAlgorithm) => [0x30, 9, 6, 7, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 4, 1]; // ecdsa-with-SHA1

        public override byte[] SignData(byte[] data, HashAlgorithmName hashAlgorithm) => key.SignData(data, HashAlgorithmName.SHA1, DSASignatureFormat.Rfc3279DerSequence);

        protected override PublicKey BuildPublicKey() => new(key);
    }
}
