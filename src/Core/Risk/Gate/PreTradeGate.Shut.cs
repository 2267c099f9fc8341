using Minnow.Core.Model;

namespace Minnow.Core.Risk.Gate;

/// <content>What shuts the gate for a while: told to the quoter, so that it wants nothing; and if it does not pull its orders, the gate does.</content>
public sealed partial class PreTradeGate
{
    /// <summary>Orders that rest so long after the gate was shut are pulled by the gate itself, ns.</summary>
    public const long PullAfterNs = 250 * Units.NsPerMs;

    /// <summary>True while nothing but cancels, and what a reduction may, passes in this instrument.</summary>
    public bool IsShut(int instrument) => (_shut | _markets[instrument].Shut) != 0;

    /// <summary>Bits of the controls that hold all instruments shut.</summary>
    public long ShutBits => _shut;

    /// <summary>Lets time pass. Call it often, and then <see cref="TryTakeNews"/> until it says no.</summary>
    public void Advance(long nowNs)
    {
        _messages.Roll(nowNs);
        Mark(ref _shut, GateControl.DailyMessages, _messages.IsDayFull(in _limits));
        Mark(ref _shut, GateControl.OrderToVolume, _messages.IsVolumeFull(in _limits));
        for (int i = 0; i < _marketCount; i++)
        {
            ref GateMarket market = ref _markets[i];
            if (!market.IsTradable) continue;
            bool was = (market.Shut | _toldShut) != 0;
            Mark(ref market.Shut, GateControl.Reference, !market.Reference.IsKnown(nowNs, _limits[GateLimit.ReferenceAgeNs]));
            Mark(ref market.Shut, GateControl.Definition, market.IsChanged);
            Mark(ref market.Shut, GateControl.Uncounted, market.IsUncounted);
            bool isShut = (market.Shut | _shut) != 0;
            if (isShut && !was) market.ShutNs = nowNs;
            market.IsPullDue = isShut && nowNs - market.ShutNs >= PullAfterNs && market.Orders.UnaskedCount > 0;
        }
    }

    /// <summary>What has changed and was not told yet, as an event for the quoter and the journal.</summary>
    public bool TryTakeNews(long nowNs, out Event e)
    {
        e = default;
        if (_shut != _toldShut)
        {
            Describe(ref e, Units.NoInstrument, _shut, _toldShut, nowNs);
            _toldShut = _shut;
            return true;
        }
        for (int i = 0; i < _marketCount; i++)
        {
            ref GateMarket market = ref _markets[i];
            if (market.Shut == market.ToldShut) continue;
            Describe(ref e, (ushort)i, market.Shut, market.ToldShut, nowNs);
            market.ToldShut = market.Shut;
            return true;
        }
        return false;
    }

    /// <summary>A cancel of all orders of an instrument that is shut and still has some: the quoter did not pull them in time.</summary>
    public bool TryTakePull(long nowNs, out OutputRecord cancelAll)
    {
        cancelAll = default;
        for (int i = 0; i < _marketCount; i++)
        {
            if (!_markets[i].IsPullDue) continue;
            _markets[i].IsPullDue = false;
            cancelAll = OwnCommand(CommandVerb.CancelAll, (ushort)i, nowNs);
            return true;
        }
        return false;
    }

    private static OutputRecord OwnCommand(CommandVerb verb, ushort instrument, long nowNs) => new()
    {
        Kind = OutputKind.Command, Verb = verb, InstrumentIndex = instrument, TimeNs = nowNs,
    };

    private static void Mark(ref long bits, GateControl control, bool isOn)
    {
        if (isOn) bits |= 1L << (int)control;
        else bits &= ~(1L << (int)control);
    }

    private static void Describe(ref Event e, ushort instrument, long shut, long before, long nowNs)
    {
        e.Kind = EventKind.Gate;
        e.Flags = EventFlags.First | EventFlags.Last | (shut != 0 ? EventFlags.Lost : EventFlags.None);
        e.InstrumentIndex = instrument;
        e.Detail = (uint)FirstOf(shut ^ before);
        e.ReceivedNs = nowNs;
        e.Gate.Closed = shut;
        e.Gate.Before = before;
    }
}
