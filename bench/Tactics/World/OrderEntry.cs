using System.Collections.Generic;
using System.Globalization;
using Minnow.Core.Model;
using Minnow.Exchange.Engine;
using Units = Minnow.Core.Model.Units;

namespace Minnow.Tactics.World;

/// <summary>Carries out the quoter's commands at the exchange, as its gateway does: post-only that is refused rather than moved, unless the command takes.</summary>
internal sealed class OrderEntry(ExchangeEngine engine, Instrument instrument, Account account, Scale scale, Lane<Event> own)
{
    private readonly Dictionary<long, Order> _orders = [];

    /// <summary>Messages that reached the exchange.</summary>
    internal long Messages { get; private set; }

    /// <summary>Those that it refused.</summary>
    internal long Refused { get; private set; }

    internal void Do(in OutputRecord command)
    {
        if (command.Verb is CommandVerb.None or CommandVerb.Resync) return;
        Messages++;
        switch (command.Verb)
        {
            case CommandVerb.Place:
                Place(in command);
                break;
            case CommandVerb.Edit:
                if (_orders.TryGetValue(command.OrderId, out Order? edited))
                {
                    EditRequest request = new() { AmountE8 = command.SizeLots * scale.Spec.ContractE8, PriceE8 = command.PriceTicks * scale.Spec.TickE8 };
                    Answer(in command, engine.Edit(edited, request), OrderReport.EditRejected);
                }
                else
                {
                    Refuse(in command, OrderReport.EditRejected, OrderReason.NotOpen, 0);
                }
                break;
            case CommandVerb.Cancel:
                if (_orders.TryGetValue(command.OrderId, out Order? cancelled)) Answer(in command, engine.Cancel(cancelled), OrderReport.CancelRejected);
                else Refuse(in command, OrderReport.CancelRejected, OrderReason.NotOpen, 0);
                break;
            default:
                engine.CancelAll(account, new CancelFilter { Instrument = instrument });
                break;
        }
    }

    private void Place(in OutputRecord command)
    {
        bool takes = (command.Flags & (OutputRecord.ImmediateFlag | OutputRecord.FillOrKillFlag)) != 0;
        TimeInForce time = (command.Flags & OutputRecord.ImmediateFlag) != 0 ? TimeInForce.ImmediateOrCancel : TimeInForce.FillOrKill;
        OrderSide side = (command.Flags & OutputRecord.SellFlag) != 0 ? OrderSide.Sell : OrderSide.Buy;
        OrderResult result = engine.Place(new OrderRequest(
            account, instrument, side, command.SizeLots * scale.Spec.ContractE8, command.PriceTicks * scale.Spec.TickE8)
        {
            Label = command.OrderId.ToString(CultureInfo.InvariantCulture), PostOnly = !takes, RejectPostOnly = !takes,
            TimeInForce = takes ? time : TimeInForce.GoodTilCancelled, ReduceOnly = (command.Flags & OutputRecord.ReduceOnlyFlag) != 0,
        });
        if (result.Order != null) _orders[command.OrderId] = result.Order;
        Answer(in command, result, OrderReport.Rejected);
    }

    private void Answer(in OutputRecord command, OrderResult result, OrderReport refusal)
    {
        if (result.IsDone) return;
        // An edit that would have taken ends the order, and that was told already.
        bool isTold = command.Verb == CommandVerb.Edit && result.Error.Code == 11054;
        if (isTold) Refused++;
        else Refuse(in command, refusal, ReasonOf(result.Error.Code), result.Error.Code);
    }

    private void Refuse(in OutputRecord command, OrderReport report, OrderReason reason, int code)
    {
        Refused++;
        Event e = Scale.Head(EventKind.OrderUpdate, engine.NowUs);
        e.ExchangeNs = 0;
        if ((command.Flags & OutputRecord.SellFlag) != 0) e.Flags |= EventFlags.Ask;
        e.Order = new OrderUpdate
        {
            OrderId = command.OrderId, PriceTicks = Units.Missing, OpenLots = Units.Missing, FilledLots = Units.Missing,
            Report = report, Reason = reason, ErrorCode = code,
        };
        own.Send(own.Depart(engine.NowUs), e);
    }

    private static OrderReason ReasonOf(int code) => code switch
    {
        11054 => OrderReason.PostOnly,
        10009 => OrderReason.Funds,
        10005 or 10007 or 10043 => OrderReason.Price,
        10003 => OrderReason.SelfTrade,
        10004 or 10010 or 11008 or 11044 => OrderReason.NotOpen,
        _ => OrderReason.Other,
    };
}
