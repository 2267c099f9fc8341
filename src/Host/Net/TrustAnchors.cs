using System;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.Win32.SafeHandles;
using Minnow.Host.Configuration;
using Minnow.Native;

namespace Minnow.Host.Net;

/// <summary>The certificate authorities that a link trusts: the machine's, or only those of one file. Read at start, so that a missing bundle shows then.</summary>
public sealed class TrustAnchors
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const long MaxFileBytes = 1 << 20;
    private readonly X509Certificate2Collection? _only;

    private TrustAnchors(X509Certificate2Collection? only)
    {
        _only = only;
    }

    /// <summary>Reads them.</summary>
    /// <param name="caFile">A PEM file, or null for the machine's store (files named by SSL_CERT_FILE and SSL_CERT_DIR, or the system's).</param>
    /// <exception cref="LinkSetupException">There are none, or the file can not be read.</exception>
    public static TrustAnchors Load(string? caFile)
    {
        if (caFile != null) return new TrustAnchors(ReadFile(caFile));
        using X509Store store = new(StoreName.Root, StoreLocation.LocalMachine);
        try
        {
            store.Open(OpenFlags.ReadOnly);
        }
        catch (CryptographicException)
        {
            ThrowIfNone(0);
        }
        ThrowIfNone(store.Certificates.Count);
        return new TrustAnchors(null);
    }

    internal static void ThrowIfNone(int count)
    {
        if (count > 0) return;
        throw new LinkSetupException(ExitCode.Unavailable,
            "this machine trusts no certificate authority, so no venue can be verified: install the package ca-certificates, or name a file with caFile (SSL_CERT_FILE and SSL_CERT_DIR count too)");
    }

    /// <summary>The rules for one chain. Time, host name and purpose are always checked.</summary>
    internal X509ChainPolicy Policy(bool checksRevocation)
    {
        X509ChainPolicy policy = new()
        {
            RevocationMode = checksRevocation ? X509RevocationMode.Online : X509RevocationMode.NoCheck,
            // The root is trusted by being named; nobody revokes it.
            RevocationFlag = X509RevocationFlag.ExcludeRoot,
            UrlRetrievalTimeout = TimeSpan.FromSeconds(2),
            // A server sends its own chain; fetching what it left out would be a connection to wherever it says.
            DisableCertificateDownloads = !checksRevocation,
        };
        policy.ApplicationPolicy.Add(new Oid(ServerAuthentication));
        if (_only == null) return policy;
        policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        policy.CustomTrustStore.AddRange(_only);
        return policy;
    }

    private static X509Certificate2Collection ReadFile(string caFile)
    {
        X509Certificate2Collection found = [];
        try
        {
            found.ImportFromPem(Encoding.UTF8.GetString(ReadBytes(caFile)));
        }
        catch (CryptographicException e)
        {
            throw new LinkSetupException(ExitCode.Configuration, $"{caFile}: a certificate in it can not be read: {e.Message}; caFile takes PEM");
        }
        if (found.Count == 0) throw new LinkSetupException(ExitCode.Configuration, $"{caFile}: holds no certificate; caFile takes PEM, one or more blocks 'BEGIN CERTIFICATE'");
        return found;
    }

    private static byte[] ReadBytes(string caFile)
    {
        // A pipe must not hold the start up; a link to a file is how distributions name their bundle.
        Errno error = LibcFile.Open(caFile, OpenMode.Read | OpenMode.NonBlocking, 0, out int fd);
        if (error != Errno.Ok) throw Unreadable(caFile, LibcException.Text(error));
        using SafeFileHandle handle = new(fd, ownsHandle: true);
        error = LibcOwner.Look(fd, out FileOwner owner);
        if (error != Errno.Ok) throw Unreadable(caFile, LibcException.Text(error));
        if (!owner.IsOrdinary) throw Unreadable(caFile, "it is no ordinary file");
        if (owner.Bytes > MaxFileBytes) throw Unreadable(caFile, $"it has {owner.Bytes} bytes; {MaxFileBytes} are the most");
        byte[] bytes = new byte[owner.Bytes];
        int filled = 0;
        while (filled < bytes.Length)
        {
            error = LibcOwner.Read(fd, bytes.AsSpan(filled), out int read);
            if (error != Errno.Ok) throw Unreadable(caFile, LibcException.Text(error));
            if (read == 0) throw Unreadable(caFile, "it became shorter while it was read");
            filled += read;
        }
        return bytes;
    }

    private static LinkSetupException Unreadable(string caFile, string why) =>
        new(ExitCode.Configuration, $"{caFile}: the file of certificate authorities can not be read: {why}; correct caFile");
}
