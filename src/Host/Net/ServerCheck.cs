using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Minnow.Host.Net;

/// <summary>The last word on a server's certificate: what the platform refuses stays refused and gets a reason; what it accepts must also have strong keys and, if wished, a pinned one.</summary>
/// <remarks>It can only narrow: with any error of the platform the answer is no, in the first line. Sizes: NIST SP 800-131A (RSA 2048, EC 224 and up; 256 here).</remarks>
internal sealed class ServerCheck
{
    private const int MinRsaBits = 2048;
    private const int MinCurveBits = 256;

    private static readonly string[] WeakSignatures =
    [
        "1.2.840.113549.1.1.2", "1.2.840.113549.1.1.4", "1.2.840.113549.1.1.5", // MD2, MD5, SHA-1 with RSA
        "1.2.840.10045.4.1", "1.2.840.10040.4.3", "1.3.14.3.2.29", // SHA-1 with ECDSA, with DSA, the old SHA-1 with RSA
    ];

    private readonly string _host;
    private readonly IReadOnlyList<string> _pins;

    internal ServerCheck(string host, IReadOnlyList<string> pins)
    {
        _host = host;
        _pins = pins;
    }

    /// <summary>Why it was refused; <see cref="LinkFault.None"/> if it was not.</summary>
    internal LinkFault Fault { get; private set; }

    /// <summary>The refusal in words, without anything that the server wrote.</summary>
    internal string Text { get; private set; } = "";

    /// <summary>The accepted key.</summary>
    internal string KeyHash { get; private set; } = "";

    internal bool Judge(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors != SslPolicyErrors.None) return Refuse(LinkFault.Certificate, Reason(certificate as X509Certificate2, chain, errors));
        if (certificate is not X509Certificate2 leaf || chain == null) return Refuse(LinkFault.Certificate, "it was not shown");
        for (int i = 0; i < chain.ChainElements.Count; i++)
        {
            X509Certificate2 element = chain.ChainElements[i].Certificate;
            bool isRoot = i == chain.ChainElements.Count - 1;
            if (Weakness(element, isRoot) is { } weakness)
                return Refuse(LinkFault.Certificate, (i == 0 ? "its " : "an authority's ") + weakness);
        }
        string pin = KeyPin.Of(leaf);
        if (_pins.Count > 0 && !_pins.Contains(pin, StringComparer.Ordinal))
            return Refuse(LinkFault.Pin, $"it is valid, but its key {pin} is none of the {_pins.Count} pinned ones: ask the venue whether it changed its key before you change the pins");
        KeyHash = pin;
        return true;
    }

    private static string? Weakness(X509Certificate2 certificate, bool isRoot)
    {
        using RSA? rsa = certificate.GetRSAPublicKey();
        if (rsa != null && rsa.KeySize < MinRsaBits) return $"RSA key has {rsa.KeySize} bits; {MinRsaBits} are the least";
        using ECDsa? curve = certificate.GetECDsaPublicKey();
        if (curve != null && curve.KeySize < MinCurveBits) return $"curve key has {curve.KeySize} bits; {MinCurveBits} are the least";
        using DSA? dsa = certificate.GetDSAPublicKey();
        if (dsa != null) return "key is of the abandoned kind DSA";
        // A root is trusted by being in the list, not by what it says about itself.
        return !isRoot && WeakSignatures.Contains(certificate.SignatureAlgorithm.Value) ? "signature uses a broken hash (SHA-1 or older)" : null;
    }

    private string Reason(X509Certificate2? leaf, X509Chain? chain, SslPolicyErrors errors)
    {
        List<string> reasons = [];
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable)) reasons.Add("it was not shown");
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch)) reasons.Add($"it is not for the host {_host}");
        X509ChainStatusFlags flags = chain == null ? default : chain.ChainStatus.Aggregate(default(X509ChainStatusFlags), static (all, one) => all | one.Status);
        if (flags.HasFlag(X509ChainStatusFlags.NotTimeValid)) reasons.Add(TimeReason(chain!));
        if ((flags & (X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain)) != 0)
            reasons.Add(leaf != null && leaf.SubjectName.RawData.AsSpan().SequenceEqual(leaf.IssuerName.RawData)
                ? "it is self-signed, and not itself among the trusted"
                : "it comes from an authority that is not trusted (name a private one with caFile)");
        if (flags.HasFlag(X509ChainStatusFlags.Revoked)) reasons.Add("it was revoked");
        if ((flags & (X509ChainStatusFlags.RevocationStatusUnknown | X509ChainStatusFlags.OfflineRevocation)) != 0)
            reasons.Add("whether it was revoked could not be asked");
        if (flags.HasFlag(X509ChainStatusFlags.NotValidForUsage)) reasons.Add("it is not made for servers");
        const X509ChainStatusFlags Said = X509ChainStatusFlags.NotTimeValid | X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.Revoked
            | X509ChainStatusFlags.RevocationStatusUnknown | X509ChainStatusFlags.OfflineRevocation | X509ChainStatusFlags.NotValidForUsage;
        if ((flags & ~Said) != 0) reasons.Add($"{flags & ~Said}");
        return reasons.Count > 0 ? string.Join("; ", reasons) : $"{errors}";
    }

    private static string TimeReason(X509Chain chain)
    {
        DateTime now = DateTime.Now; // the dates of a certificate object are local too
        foreach (X509ChainElement element in chain.ChainElements)
        {
            if (now > element.Certificate.NotAfter) return $"it, or an authority above it, expired on {element.Certificate.NotAfter.ToUniversalTime():yyyy-MM-dd HH:mm}Z";
            if (now < element.Certificate.NotBefore)
                return $"it, or an authority above it, is not valid before {element.Certificate.NotBefore.ToUniversalTime():yyyy-MM-dd HH:mm}Z (is this machine's clock right?)";
        }
        return "it is not valid now";
    }

    private bool Refuse(LinkFault fault, string reason)
    {
        Fault = fault;
        Text = $"the server's certificate is refused: {reason}";
        return false;
    }
}
