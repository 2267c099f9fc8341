using System;
using System.Collections.Generic;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Minnow.Host.Configuration;

namespace Minnow.Host.Net;

/// <summary>Names a public key by the hash of its SubjectPublicKeyInfo: <c>sha256/BASE64</c>. Source: RFC 7469, 2.4.</summary>
public static class KeyPin
{
    private const string Prefix = "sha256/";

    /// <summary>The pin of a certificate's key.</summary>
    public static string Of(X509Certificate2 certificate) => Prefix + Convert.ToBase64String(SHA256.HashData(certificate.PublicKey.ExportSubjectPublicKeyInfo()));

    /// <summary>Checks a list of pins as it stands in a configuration.</summary>
    /// <exception cref="LinkSetupException">One is malformed, or there is only one.</exception>
    public static void ThrowIfWrong(IReadOnlyList<string> pins)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        HashSet<string> different = new(StringComparer.Ordinal);
        foreach (string pin in pins)
        {
            if (!pin.StartsWith(Prefix, StringComparison.Ordinal) || !Convert.TryFromBase64String(pin[Prefix.Length..], hash, out int bytes) || bytes != hash.Length)
                throw new LinkSetupException(ExitCode.Configuration, $"'{pin}' is no pin of a key; write sha256/ and the 44 characters of the hash in Base64");
            different.Add(pin);
        }
        if (different.Count == 1)
            throw new LinkSetupException(ExitCode.Configuration, "one pin alone locks you out the day the venue changes its key; name a second, or none");
    }
}
