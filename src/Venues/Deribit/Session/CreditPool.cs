using System;
using Minnow.Core.Model;

namespace Minnow.Venues.Deribit.Session;

/// <summary>One of the venue's request pools, as much of it as we may use: a bucket that fills by itself up to its burst.</summary>
/// <remarks>
/// Counted in 1e-12 of a request, so that filling is exact in whole ns at any rate in thousandths a second. In any window of T seconds it gives at most
/// burst + rate × T; the venue's own bucket, which is larger and faster by the share, so never runs dry.
/// </remarks>
public struct CreditPool
{
    /// <summary>Units of one request.</summary>
    public const long One = 1_000_000_000_000;

    private const long PerThousandth = One / 1000;
    private const long LongestFillNs = 1_000_000 * Units.NsPerSecond;

    private long _rateE3;
    private long _burst;
    private long _left;
    private long _filledNs;

    /// <summary>Refill, thousandths of a request a second.</summary>
    public readonly long RefillE3 => _rateE3;

    /// <summary>Most that can be saved up, thousandths of a request.</summary>
    public readonly long BurstE3 => _burst / PerThousandth;

    /// <summary>Left at the last <see cref="Fill"/>, thousandths of a request.</summary>
    public readonly long LeftE3 => _left / PerThousandth;

    /// <summary>Sets rate and burst, requests; what is left stays as far as it fits.</summary>
    public void Resize(double ratePerSecond, double burst)
    {
        _rateE3 = Math.Clamp((long)(ratePerSecond * 1000), 1, 1_000_000);
        _burst = (long)(Math.Clamp(burst, 1, 100_000) * One);
        _left = Math.Min(_left, _burst);
    }

    /// <summary>Sets what is left, requests.</summary>
    public void Leave(double requests, long nowNs)
    {
        _left = Math.Min(_burst, (long)(requests * One));
        _filledNs = nowNs;
    }

    /// <summary>Lets time pass.</summary>
    public void Fill(long nowNs)
    {
        long passedNs = nowNs - _filledNs;
        if (passedNs <= 0) return;
        _filledNs = nowNs;
        // A bucket that is full after so long needs no product that might not fit.
        if (passedNs >= LongestFillNs || passedNs > (_burst - _left) / _rateE3) _left = _burst;
        else _left += passedNs * _rateE3;
    }

    /// <summary>Takes one request if that leaves at least <paramref name="keepE3"/> thousandths.</summary>
    public bool TryTake(long nowNs, long keepE3 = 0)
    {
        Fill(nowNs);
        if (_left - One < keepE3 * PerThousandth) return false;
        _left -= One;
        return true;
    }

    /// <summary>Takes one request whatever is left: for what must be sent.</summary>
    public void Take(long nowNs)
    {
        Fill(nowNs);
        _left -= One;
    }

    /// <summary>When one request over <paramref name="keepE3"/> thousandths will be there, ns.</summary>
    public readonly long ReadyNs(long keepE3 = 0)
    {
        long missing = One + keepE3 * PerThousandth - _left;
        return missing <= 0 ? _filledNs : _filledNs + (missing + _rateE3 - 1) / _rateE3;
    }
}
