using System;
using Minnow.Core.Orders;
using Minnow.Core.Quoting;

namespace Minnow.Host.Why;

/// <summary>A level of a decision as the cells of a table: which, what was wanted, what was there, what was done and why not more.</summary>
internal static class LevelText
{
    internal static string[] Row(in LevelRecord level, ushort index, Instruments instruments)
    {
        string wanted = level.WantedLots > 0 ? $"{instruments.AmountText(index, level.WantedLots)} at {instruments.PriceText(index, level.WantedTicks)}" : "nothing";
        return [Name(in level), wanted, Working(in level, index, instruments), Done(in level)];
    }

    /// <summary>What was done about a level, and the reason if there is one.</summary>
    internal static string Done(in LevelRecord level)
    {
        string action = level.Action switch
        {
            LevelAction.None => "nothing",
            LevelAction.Keep => "keep it",
            LevelAction.Place => $"place order {level.OrderId}",
            LevelAction.Edit => "move or resize it",
            LevelAction.Cancel => "cancel it",
            LevelAction.Wait => "wait",
            LevelAction.PlaceAndCancel => $"place order {level.OrderId}, cancel the one before",
            _ => level.Action.ToString(),
        };
        return level.Reason == LevelReason.None ? action : $"{action}: {FlagWords.Of(level.Reason)}";
    }

    private static string Name(in LevelRecord level)
    {
        string side = level.IsSell != 0 ? "ask" : "bid";
        if (level.IsHedge != 0) return level.IsSell != 0 ? "hedge, sell" : "hedge, buy";
        if (level.IsTaker != 0) return level.IsSell != 0 ? "take, sell" : "take, buy";
        return level.Level == LevelRecord.Unwanted ? side : $"{side} {level.Level + 1}";
    }

    private static string Working(in LevelRecord level, ushort index, Instruments instruments)
    {
        OwnOrderState state = (OwnOrderState)level.WorkingState;
        if (state == OwnOrderState.None) return "nothing";
        string ahead = float.IsNaN(level.QueueAheadLots) ? "" : $", {instruments.AmountText(index, (long)level.QueueAheadLots)} ahead";
        string worth = float.IsNaN(level.PlaceBps) ? "" : FormattableString.Invariant($", its place worth {level.PlaceBps:0.####} bps");
        string move = float.IsNaN(level.MoveBps) ? "" : FormattableString.Invariant($" and the move {level.MoveBps:0.####}");
        return $"order {level.OrderId}: {instruments.AmountText(index, level.WorkingLots)} at {instruments.PriceText(index, level.WorkingTicks)}, {State(state)}{ahead}{worth}{move}";
    }

    private static string State(OwnOrderState state) => state switch
    {
        OwnOrderState.PendingNew => "not answered yet",
        OwnOrderState.Working => "resting",
        OwnOrderState.PendingEdit => "being moved",
        OwnOrderState.PendingCancel => "being cancelled",
        OwnOrderState.Unknown => "of unknown fate",
        OwnOrderState.Filling => "filled, not all told",
        _ => state.ToString(),
    };
}
