using System;

namespace Minnow.Exchange.Engine;

/// <summary>The running sum of funding rate times time, remembered with the index at each minute of the last 25 hours.</summary>
public sealed class FundingHistory
{
    private const int Minutes = 25 * 60;
    private const long MinuteUs = 60 * Units.SecondUs;
    private const double PeriodUs = 8.0 * 3600 * Units.SecondUs;

    private readonly (long Number, double Sum, long IndexE8)[] _minutes = new (long, double, long)[Minutes];
    private double _sum;
    private double _rate;
    private long _timeUs;
    private long _firstMinute;

    /// <summary>Funding of a stretch of time as a fraction of the position's value; what is older than 25 hours counts as nothing.</summary>
    public double Between(long startUs, long endUs) => Math.Max(0, endUs - startUs) == 0 ? 0 : SumAt(endUs) - SumAt(startUs);

    /// <summary>Index at the begin of a minute, 1e-8; 0 if it is not remembered.</summary>
    /// <param name="timeUs">µs since 1970.</param>
    public long IndexAt(long timeUs)
    {
        (long number, _, long indexE8) = _minutes[timeUs / MinuteUs % Minutes];
        return number == timeUs / MinuteUs ? indexE8 : 0;
    }

    internal void SetRate(long nowUs, double rate, long indexE8)
    {
        if (_timeUs == 0) (_timeUs, _firstMinute) = (nowUs, nowUs / MinuteUs);
        for (long minute = (_timeUs / MinuteUs) + 1; minute <= nowUs / MinuteUs; minute++)
            _minutes[minute % Minutes] = (minute, _sum + (_rate * ((minute * MinuteUs) - _timeUs) / PeriodUs), indexE8);
        _sum += _rate * (nowUs - _timeUs) / PeriodUs;
        (_timeUs, _rate) = (nowUs, rate);
    }

    private double SumAt(long timeUs)
    {
        if (_timeUs == 0) return 0;
        if (timeUs >= _timeUs) return _sum + (_rate * (timeUs - _timeUs) / PeriodUs);
        long minute = Math.Max(timeUs / MinuteUs, (_timeUs / MinuteUs) - Minutes + 1);
        if (minute <= _firstMinute) return 0;
        (long number, double sum, _) = _minutes[minute % Minutes];
        return number == minute ? sum : 0;
    }
}
