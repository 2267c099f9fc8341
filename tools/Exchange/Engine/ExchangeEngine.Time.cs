using System;
using System.Collections.Generic;

namespace Minnow.Exchange.Engine;

// What happens by the clock, in order of its time.
public sealed partial class ExchangeEngine
{
    /// <summary>How long before a delivery its average begins, µs.</summary>
    public const long WindowUs = 30 * 60 * Units.SecondUs;
    private const int StepsPerSweep = 60;

    private long _nextStepUs;
    private long _nextSettlementUs;
    private long _nextWindowUs;
    private long _nextStateUs = long.MaxValue;
    private int _stepsToSweep = StepsPerSweep;

    /// <summary>When <see cref="AdvanceTo"/> has next something to do, µs since 1970.</summary>
    public long NextDeadlineUs
    {
        get
        {
            long next = Math.Min(Math.Min(_nextStepUs, _nextStateUs), Math.Min(_nextSettlementUs, _nextWindowUs));
            return _held.Count > 0 ? Math.Min(next, _held.Peek().ReleaseUs) : next;
        }
    }

    /// <summary>Moves time; does what is due in order of its time. An earlier time than now changes nothing.</summary>
    public void AdvanceTo(long nowUs)
    {
        while (NextDeadlineUs is var due && due <= nowUs)
        {
            NowUs = Math.Max(NowUs, due);
            if (_held.Count > 0 && _held.Peek().ReleaseUs <= due) ReleaseHeld();
            else if (_nextStateUs <= due) EndSettlements();
            else if (_nextWindowUs <= due) OpenWindows();
            else if (_nextSettlementUs <= due) SettleByClock();
            else Step();
        }

        NowUs = Math.Max(NowUs, nowUs);
    }

    private void StartTimers()
    {
        _nextStepUs = ((NowUs / Options.StepUs) + 1) * Options.StepUs;
        long todayUs = NowUs / Units.DayUs * Units.DayUs;
        _nextSettlementUs = !Options.SettlesByClock ? long.MaxValue : After(todayUs + Options.SettlementTimeUs);
        _nextWindowUs = !Options.SettlesByClock ? long.MaxValue : After(todayUs + Options.SettlementTimeUs - WindowUs);
    }

    private long After(long dueUs) => dueUs > NowUs ? dueUs : dueUs + Units.DayUs;

    private void OpenWindows()
    {
        _nextWindowUs += Units.DayUs;
        foreach (IndexPrice index in _indexes) index.OpenWindow(NowUs);
    }

    private void SettleByClock()
    {
        _nextSettlementUs += Units.DayUs;
        Settle(family: null);
        foreach (IndexPrice index in _indexes) index.CloseWindow();
    }

    private void Step()
    {
        _nextStepUs += Options.StepUs;
        foreach (Instrument instrument in _instruments)
        {
            if (instrument.IndexE8 == 0 || instrument.State is InstrumentState.Delivered or InstrumentState.Archivized) continue;
            AveragePremium(instrument);
            Reprice(instrument);
        }

        foreach (Account account in _accounts)
            if (!account.Spec.IsRiskExempt) WatchMargin(account);
        if (--_stepsToSweep > 0) return;
        _stepsToSweep = StepsPerSweep;
        Forget();
    }

    /// <summary>Drops closed orders and trades that have been kept long enough.</summary>
    private void Forget()
    {
        foreach (Account account in _accounts)
        {
            List<Order> closed = account.Closed;
            int count = 0;
            while (Options.ClosedOrdersUs != 0 && count < closed.Count && closed[count].UpdatedUs < NowUs - Options.ClosedOrdersUs)
            {
                closed[count].Instrument.Family.Orders.Remove(closed[count].Number);
                count++;
            }

            if (count > 0) closed.RemoveRange(0, count);
            List<UserTrade> trades = account.TradeLog;
            count = 0;
            while (Options.TradesUs != 0 && count < trades.Count && trades[count].Trade.TimeUs < NowUs - Options.TradesUs) count++;
            if (count > 0) trades.RemoveRange(0, count);
        }
    }
}
