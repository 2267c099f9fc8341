using Minnow.Core.Model;

namespace Minnow.Host.Journal;

/// <summary>How a field of a record is shown.</summary>
internal enum FieldType : byte
{
    /// <summary>A signed number; <see cref="Units.Missing"/> shows as none.</summary>
    I64,

    /// <summary>A signed number of four bytes.</summary>
    I32,

    /// <summary>Four bytes.</summary>
    U32,

    /// <summary>A byte.</summary>
    U8,

    /// <summary>A number with a fraction in four bytes; one that is none shows as none.</summary>
    F32,

    /// <summary>A double; one that is not a number shows as none.</summary>
    F64,

    /// <summary>Eight bytes as hexadecimal.</summary>
    Hash,

    /// <summary>Forty bytes of ASCII.</summary>
    Text,

    /// <summary><see cref="Core.Model.ParseStatus"/>.</summary>
    ParseStatus,

    /// <summary><see cref="Core.Model.ContractKind"/>.</summary>
    ContractKind,

    /// <summary><see cref="Core.Model.TradingState"/>.</summary>
    TradingState,

    /// <summary><see cref="Core.Model.OrderReport"/>.</summary>
    OrderReport,

    /// <summary><see cref="Core.Model.OrderReason"/>.</summary>
    OrderReason,

    /// <summary><see cref="Core.Model.GatewayReason"/>.</summary>
    GatewayReason,

    /// <summary><see cref="Core.Model.CommandVerb"/>.</summary>
    CommandVerb,

    /// <summary><see cref="Core.Quoting.DecisionTrigger"/>.</summary>
    DecisionTrigger,

    /// <summary><see cref="Core.Quoting.LevelAction"/>.</summary>
    LevelAction,

    /// <summary><see cref="Core.Quoting.LevelReason"/>.</summary>
    LevelReason,

    /// <summary><see cref="Core.Quoting.Clamps"/>.</summary>
    Clamps,

    /// <summary><see cref="Core.Quoting.Suppressions"/>.</summary>
    Suppressions,

    /// <summary><see cref="Core.Quoting.Tactics.TacticFlags"/>.</summary>
    Tactics,

    /// <summary><see cref="Core.Quoting.FairFlags"/>.</summary>
    FairFlags,

    /// <summary><see cref="Core.Quoting.PlanRules"/>.</summary>
    PlanRules,

    /// <summary><see cref="Core.Signals.MarketModeKind"/>.</summary>
    MarketMode,

    /// <summary><see cref="Core.Quoting.Hedging.HedgeWay"/>.</summary>
    HedgeWay,

    /// <summary><see cref="Core.Quoting.Hedging.HedgeAim"/>.</summary>
    HedgeAim,

    /// <summary><see cref="Core.Risk.Monitors.MonitorKind"/>.</summary>
    MonitorKind,
}

/// <summary>One field of a record: its name as shown, where it is, and how it is shown.</summary>
internal readonly record struct RecordField(string Name, int Offset, FieldType Type);
