using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;

namespace Minnow.Host.Net;

/// <summary>Finds a host's addresses in the order in which they are tried, and remembers the one that worked last for the day on which names are not answered.</summary>
/// <remarks>The families take turns, as in RFC 8305, 4, so that a dead IPv6 costs one limit and not one for each of its addresses. A lookup can not be called off; one that hangs is waited for again, never started twice.</remarks>
internal sealed class NameLookup
{
    private const long OldMs = 30_000;

    private readonly object _gate = new();
    private readonly Func<string, Task<IPAddress[]>> _ask;
    private readonly Func<long> _nowMs;
    private Task<IPAddress[]>? _running;
    private long _startedMs;
    private IPAddress? _lastGood;

    internal NameLookup(Func<string, Task<IPAddress[]>> ask, Func<long>? nowMs = null)
    {
        _ask = ask;
        _nowMs = nowMs ?? (static () => Environment.TickCount64);
    }

    internal NameLookup()
        : this(static host => Task.Run(() => Dns.GetHostAddresses(host)))
    {
    }

    /// <summary>Notes that a connection was made to it.</summary>
    internal void Worked(IPAddress address)
    {
        lock (_gate) _lastGood = address;
    }

    /// <summary>The addresses to try; empty if there is none, with the reason.</summary>
    internal IReadOnlyList<IPAddress> Find(string host, int limitMs, out string problem)
    {
        problem = "";
        if (IPAddress.TryParse(host.Trim('[', ']'), out IPAddress? literal)) return [literal];
        IPAddress[] found = Ask(host, limitMs, ref problem);
        lock (_gate) return Order(found, _lastGood);
    }

    internal static IReadOnlyList<IPAddress> Order(IPAddress[] found, IPAddress? lastGood)
    {
        IPAddress[] six = found.Where(static a => a.AddressFamily == AddressFamily.InterNetworkV6).ToArray();
        IPAddress[] four = found.Where(static a => a.AddressFamily == AddressFamily.InterNetwork).ToArray();
        List<IPAddress> order = [];
        // One that is still named and worked last saves the wait for a dead one; one that is named no more is the last hope only.
        if (lastGood != null && found.Contains(lastGood)) order.Add(lastGood);
        for (int i = 0; i < Math.Max(six.Length, four.Length); i++)
        {
            if (i < six.Length && !order.Contains(six[i])) order.Add(six[i]);
            if (i < four.Length && !order.Contains(four[i])) order.Add(four[i]);
        }
        if (lastGood != null && !order.Contains(lastGood)) order.Add(lastGood);
        return order;
    }

    private IPAddress[] Ask(string host, int limitMs, ref string problem)
    {
        Task<IPAddress[]> asking;
        lock (_gate)
        {
            // An answer that nobody waited for may be from another day.
            if (_running is { IsCompleted: true } && _nowMs() - _startedMs > OldMs) _running = null;
            if (_running == null) _startedMs = _nowMs();
            asking = _running ??= _ask(host);
        }
        try
        {
            if (!asking.Wait(limitMs))
            {
                problem = $"no answer within {limitMs} ms";
                return [];
            }
        }
        catch (AggregateException e)
        {
            problem = e.InnerException?.Message ?? e.Message;
        }
        lock (_gate)
            if (_running == asking) _running = null;
        return asking.IsCompletedSuccessfully ? asking.Result : [];
    }
}
