using System;
using System.Diagnostics;
using System.IO;

namespace Minnow.ThinPipe;

/// <summary>The loopback device of a network namespace, made narrow and wide again with <c>ip</c> and <c>tc</c>. Both directions share it.</summary>
internal static class Pipe
{
    /// <summary>As it is usually.</summary>
    internal static void Widen()
    {
        Run("tc", "qdisc del dev lo root", mayFail: true);
        Run("ip", "link set lo up mtu 65536");
    }

    /// <summary>64 kbit/s and packets of at most 576 bytes; what waits longer than 400 ms is lost.</summary>
    internal static void Thin()
    {
        Run("ip", "link set lo mtu 576");
        Run("tc", "qdisc replace dev lo root tbf rate 64kbit burst 1600 latency 400ms");
    }

    /// <summary>Packets above 600 bytes vanish without a word, small ones pass: a path whose MTU nobody tells.</summary>
    internal static void SwallowBigPackets()
    {
        Run("ip", "link set lo mtu 1500");
        Run("tc", "qdisc replace dev lo root tbf rate 1gbit burst 600 latency 400ms");
    }

    /// <summary>True in another network namespace than the one with this name, as <c>readlink /proc/self/ns/net</c> says it.</summary>
    internal static bool IsApartFrom(string hostNamespace) =>
        hostNamespace.StartsWith("net:", StringComparison.Ordinal) && new FileInfo("/proc/self/ns/net").LinkTarget is { } own && own != hostNamespace;

    private static void Run(string command, string arguments, bool mayFail = false)
    {
        using Process process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true })!;
        string said = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0 && !mayFail) throw new InvalidOperationException($"{command} {arguments}: exit code {process.ExitCode}: {said.Trim()}");
    }
}
