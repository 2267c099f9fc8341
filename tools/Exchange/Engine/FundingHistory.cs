using System;

namespace Minnow.Exchange.Engine;

/// <summary>The running sum of funding rate times time, remembered at each minute of the last 25 hours.</summary>
public sealed class FundingHistory
{
    private const int Minutes = 25 * 60;
    private const long MinuteUs = 60 * Units.SecondUs;
    private const double PeriodUs = 8.0 * 3600 * Units.SecondUs;

    private readonly (long Number, double Sum)[] _minutes = new (long, double)[Minutes];
    private double _sum;
    private double _rate;
    private long _timeUs;
    private long _firstMinute;

    /// <summary>Funding of a stretch of time as a fraction of the position's value; what is older than 25 hours counts as nothing.</summary>
    public double Between(long startUs, long endUs) => Math.Max(0, endUs - startUs) == 0 ? 0 : SumAt(endUs) - SumAt(startUs);

    internal void SetRate(long nowUs, double rate)
    {
        if (_timeUs == 0) (_timeUs, _firstMinute) = (nowUs, nowUs / MinuteUs);
        for (long minute = (_timeUs / MinuteUs) + 1; minute <= nowUs / MinuteUs; minute++)
            _minutes[minute % Minutes] = (minute, _sum + (_rate * ((minute * MinuteUs) - _timeUs) / PeriodUs));
        _sum += _rate * (nowUs - _timeUs) / PeriodUs;
        (_timeUs, _rate) = (nowUs, rate);
    }

    private double SumAt(long timeUs)
    {
        if (_timeUs == 0) return 0;
        if (timeUs >= _timeUs) return _sum + (_rate * (timeUs - _timeUs) / PeriodUs);
        long minute = Math.Max(timeUs / MinuteUs, (_timeUs / MinuteUs) - Minutes + 1);
        if (minute <= _firstMinute) return 0;
        (long number, double sum) = _minutes[minute % Minutes];
        return number == minute ? sum : 0;
    }
}
