using System.Collections.Generic;
using System.Text;
using Minnow.Core.Model;
using Minnow.Core.Quoting;
using Minnow.Tactics.Settings;

namespace Minnow.Tactics.World;

/// <summary>The first events of a run: parameters, the instrument, a flat position, and a gateway that is ready.</summary>
internal static class StartEvents
{
    internal static IEnumerable<Event> Of(Scale scale, IReadOnlyList<Setting> settings, ulong seed)
    {
        yield return Parameter((uint)ParameterId.Seed, (long)seed);
        foreach (Setting setting in settings) yield return Parameter(setting.Id, setting.Bits);
        Event named = Scale.Head(EventKind.InstrumentNamed, 0);
        Encoding.ASCII.GetBytes(scale.Spec.Name, named.Named.Name);
        yield return named;
        Event defined = Scale.Head(EventKind.InstrumentDefined, 0);
        defined.Defined = new InstrumentDefined
        {
            TickE8 = scale.Spec.TickE8, LotE8 = scale.Spec.ContractE8, MinLots = 1, MakerFeeE8 = (int)scale.Spec.MakerFeeE8,
            TakerFeeE8 = (int)scale.Spec.TakerFeeE8, ExpiryNs = long.MaxValue, Contract = scale.Spec.IsInverse ? ContractKind.Inverse : ContractKind.Linear,
            IsActive = 1, Trading = TradingState.Open,
        };
        yield return defined;
        Event flat = Scale.Head(EventKind.Position, LabRun.StartUs);
        flat.Flags |= EventFlags.Snapshot;
        flat.Position = new PositionReport
        {
            MarkE8 = Units.Missing, RealizedE8 = Units.Missing, FloatingE8 = Units.Missing, FundingE8 = Units.Missing,
        };
        yield return flat;
        Event ready = Scale.AccountHead(EventKind.Gateway, LabRun.StartUs);
        ready.Detail = (uint)GatewayPhase.Ready;
        ready.Gateway = new GatewayState { ClockOffsetNs = 0, RoundTripNs = 10 * Units.NsPerMs, RestingOrders = 0 };
        yield return ready;
    }

    private static Event Parameter(uint id, long bits)
    {
        Event e = Scale.AccountHead(EventKind.Parameter, LabRun.StartUs);
        e.Detail = id;
        e.Parameter.Bits = bits;
        return e;
    }
}
