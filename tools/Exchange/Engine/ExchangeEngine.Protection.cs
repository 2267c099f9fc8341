using System;
using System.Collections.Generic;

namespace Minnow.Exchange.Engine;

// Market maker protection and locks.
public sealed partial class ExchangeEngine
{
    /// <summary>Sets or, with interval 0, removes protection. Omitted limits become unset; orders above a new quote limit are cancelled.</summary>
    public EngineError SetMmp(Account account, MmpConfig config)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(config);
        if (!account.Spec.MayUseMmp) return EngineError.MmpRequired;
        const long MostUs = 3600 * Units.SecondUs;
        if (config.IntervalUs is < 0 or > MostUs) return EngineError.BadParameter("interval", "must be 0 to 3600");
        if (config.FrozenUs is < 0 or > MostUs) return EngineError.BadParameter("frozen_time", "must be 0 to 3600");
        MmpGuard? guard = FindMmp(account, config.IndexName, config.Group);
        if (config.IntervalUs == 0)
        {
            if (guard != null) account.Guards.Remove(guard);
            return EngineError.None;
        }

        if (guard == null) account.Guards.Add(new MmpGuard(config));
        else guard.Config = config;
        if (config.MaxQuoteQuantityE8 is { } mostE8) Curtail(account, config, mostE8);
        return EngineError.None;
    }

    /// <summary>Protection of an index and group; null without any.</summary>
    public MmpGuard? FindMmp(Account account, string indexName, string? group = null)
    {
        ArgumentNullException.ThrowIfNull(account);
        foreach (MmpGuard guard in account.Guards)
            if (guard.Config.IndexName == indexName && guard.Config.Group == group) return guard;
        return null;
    }

    /// <summary>Thaws protection.</summary>
    public EngineError ResetMmp(Account account, string indexName, string? group = null)
    {
        MmpGuard? guard = FindMmp(account, indexName, group);
        if (guard == null) return EngineError.MmpRequired;
        guard.Reset();
        return EngineError.None;
    }

    /// <summary>Locks an account: it places and edits nothing; its orders stay, held ones become immediate.</summary>
    public void SetLock(Account account, bool isLocked)
    {
        ArgumentNullException.ThrowIfNull(account);
        if (account.IsLocked == isLocked) return;
        account.IsLocked = isLocked;
        foreach (Order order in account.Live)
            if (isLocked && order.State == OrderState.SpeedBumped) order.HeldCancel = CancelReason.PositionLocked;
        Listener.OnAccountLock(account, "ALL", isLocked);
    }

    private void Curtail(Account account, MmpConfig config, long mostE8)
    {
        List<Order> tooMuch = [];
        foreach (Order order in account.Live)
            if (Guards(config, order) && CoinE8(order.Instrument, order.OpenE8) > mostE8) tooMuch.Add(order);
        CancelMany(tooMuch, CancelReason.MmpConfigCurtailment);
    }

    private static bool Guards(MmpConfig config, Order order) =>
        order.Mmp && order.MmpGroup == config.Group && order.Instrument.Spec.IndexName == config.IndexName;

    private void CountProtected(Order order, long amountE8, Int128 valueE16)
    {
        MmpGuard? guard = FindMmp(order.Account, order.Instrument.Spec.IndexName, order.MmpGroup);
        if (guard == null || guard.IsFrozen(NowUs)) return;
        long coinE8 = order.Instrument.Spec.IsInverse ? Units.E16ToE8(valueE16) : amountE8;
        if (!guard.Count(NowUs, order.Side, coinE8)) return;
        guard.Fire(NowUs);
        _fired.Add((order.Account, guard));
    }

    /// <summary>Runs after the request that fired it: a sweep takes all it can, then the rest is pulled.</summary>
    private void CancelProtected(Account account, MmpGuard guard)
    {
        Listener.OnMmpTrigger(account, guard.Config.IndexName, guard.FrozenUntilUs, guard.Config.Group);
        List<Order> meant = [];
        foreach (Order order in account.Live)
            if (Guards(guard.Config, order)) meant.Add(order);
        CancelMany(meant, CancelReason.MmpTrigger);
    }
}
