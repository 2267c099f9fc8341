using System;
using Minnow.Exchange.Engine;
using Minnow.Market;

namespace Minnow.Exchange.Background.Toxic;

/// <summary>Makers of one side: each has a depth behind the fair value as it knew it a moment ago, and looks at it now and then.</summary>
internal sealed class LadderMakers
{
    private const double LooksPerStep = 0.4;
    private static readonly int[] s_depthTicks = [0, 0, 1, 2, 3, 4, 6, 8, 11, 14, 18, 23, 29, 36, 44, 55, 70, 90];

    private readonly ExchangeEngine _engine;
    private readonly Instrument _instrument;
    private readonly Account _account;
    private readonly OrderSide _side;
    private readonly Dice _dice;
    private readonly Order?[] _orders = new Order?[s_depthTicks.Length];
    private long _hurriedOnset = -1;

    internal LadderMakers(ExchangeEngine engine, Instrument instrument, Account account, OrderSide side, Dice dice)
    {
        _engine = engine;
        _instrument = instrument;
        _account = account;
        _side = side;
        _dice = dice;
    }

    /// <summary>All of them place their orders.</summary>
    internal void Open(PricePath path)
    {
        for (int i = 0; i < _orders.Length; i++) Look(i, _dice.Unit(), path, 0, default, isOn: false);
    }

    /// <summary>One step: some look. The draws do not depend on the book.</summary>
    internal void Step(PricePath path, long step, in Episode episode, bool isOn)
    {
        bool looks = _dice.Chance(LooksPerStep);
        // Those in front look more often.
        int one = Math.Min(_dice.Below(_orders.Length), _dice.Below(_orders.Length));
        double size = _dice.Unit();
        // Those whom the first sign concerns act on it at once.
        bool hurries = isOn && Concerns(episode, step) && _hurriedOnset != episode.OnsetStep;
        if (hurries)
        {
            _hurriedOnset = episode.OnsetStep;
            for (int i = 0; i < _orders.Length; i++) Look(i, size, path, step, episode, isOn);
        }
        else if (looks)
        {
            Look(one, size, path, step, episode, isOn);
        }
    }

    private bool Concerns(in Episode episode, long step) => episode.IsLeading(step) && episode.Kind switch
    {
        EpisodeKind.Pull => IsAhead(episode),
        EpisodeKind.Collapse => !IsAhead(episode),
        EpisodeKind.BlowOut => true,
        _ => false,
    };

    /// <summary>True for the side that the move runs into.</summary>
    private bool IsAhead(in Episode episode) => episode.Direction > 0 == (_side == OrderSide.Sell);

    private void Look(int i, double size, PricePath path, long step, in Episode episode, bool isOn)
    {
        bool concerned = isOn && Concerns(episode, step);
        if (concerned && episode.Kind == EpisodeKind.Pull && (i * 7 % _orders.Length) < episode.PulledShare * _orders.Length)
        {
            if (_orders[i] is { IsLive: true } mine) _engine.Cancel(mine);
            return;
        }

        // Each knows the fair value of up to a third of a second ago.
        double fair = path.At(step - (i * 11 % 64));
        double half = path.IsBusy(step) ? 5 : 3;
        if (concerned && episode.Kind == EpisodeKind.BlowOut) half *= 6;
        if (concerned && episode.Kind == EpisodeKind.Collapse && s_depthTicks[i] <= 3) half = 2 - half;
        long tick = _side == OrderSide.Buy ? (long)Math.Floor(fair - half) - s_depthTicks[i] : (long)Math.Ceiling(fair + half) + s_depthTicks[i];
        long lots = (long)((60 + (30 * s_depthTicks[i])) * (0.5 + size));
        Rest(i, tick * _instrument.Spec.TickE8, lots * _instrument.Spec.ContractE8);
    }

    private void Rest(int i, long priceE8, long amountE8)
    {
        if (_orders[i] is { IsLive: true } order)
        {
            if (order.PriceE8 == priceE8 && order.OpenE8 * 2 > amountE8) return;
            _engine.Edit(order, new EditRequest { PriceE8 = priceE8, AmountE8 = order.FilledE8 + amountE8 });
            return;
        }

        _orders[i] = _engine.Place(new OrderRequest(_account, _instrument, _side, amountE8, priceE8) { PostOnly = true }).Order;
    }
}
