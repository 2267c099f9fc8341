using System;
using System.Globalization;
using System.IO;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Minnow.Host.Configuration;

namespace Minnow.Host.Doctor;

/// <summary>How long the venue's certificate is good, and which protocol was agreed. A connection of its own, verified as strictly as any.</summary>
internal static class CertificateCheck
{
    private const double EnoughDays = 14;

    internal static void Run(DoctorReport report, ConnectionOptions connection)
    {
        if (connection.Proxy != null)
        {
            report.Skip("tls.certificate", "not looked at through a proxy");
            return;
        }
        try
        {
            using TcpClient tcp = new(connection.Address.Host.Trim('[', ']'), connection.Address.Port);
            using SslStream tls = new(tcp.GetStream());
            SslClientAuthenticationOptions options = new() { TargetHost = connection.Address.Host.Trim('[', ']') };
            if (connection.CaFile is string file)
            {
                X509ChainPolicy policy = new() { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
                policy.CustomTrustStore.ImportFromPemFile(file);
                options.CertificateChainPolicy = policy;
            }
            tls.AuthenticateAsClient(options);
            DateTime until = ((X509Certificate2)tls.RemoteCertificate!).NotAfter.ToUniversalTime();
            double days = (until - DateTime.UtcNow).TotalDays;
            report.PassOr(days >= EnoughDays, DoctorVerdict.Warn, "tls.certificate", string.Create(CultureInfo.InvariantCulture, $"{tls.SslProtocol}, good for {days:N0} days, until {until:yyyy-MM-dd}"),
                "The venue renews it as a rule; look again before it ends.");
        }
        catch (Exception e) when (e is AuthenticationException or SocketException or IOException or CryptographicException)
        {
            report.Fail("tls.certificate", e.Message, "Check the certificate authorities (connection.caFile) and the way to the venue.");
        }
    }
}
