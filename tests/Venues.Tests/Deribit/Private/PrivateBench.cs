using System;
using System.Collections.Generic;
using System.Text;
using Minnow.Core.Model;
using Minnow.Venues.Deribit;
using Minnow.Venues.Deribit.Private;
using Xunit;

namespace Minnow.Tests.Deribit.Private;

/// <summary>A private parser that knows three instruments, and what a test asks of it.</summary>
internal sealed class PrivateBench
{
    public const string Instruments =
        """{"id":1,"result":[{"instrument_name":"BTC-PERPETUAL","instrument_type":"reversed","kind":"future","settlement_period":"perpetual","tick_size":0.5,"contract_size":10.0,"min_trade_amount":10.0,"expiration_timestamp":32503708800000,"is_active":true,"state":"open","maker_commission":0,"taker_commission":0},{"instrument_name":"BTC_USDC-PERPETUAL","instrument_type":"linear","kind":"future","settlement_period":"perpetual","tick_size":0.1,"contract_size":0.0001,"min_trade_amount":0.0001,"expiration_timestamp":32503708800000,"is_active":true,"state":"open","maker_commission":0,"taker_commission":0},{"instrument_name":"ETH_USDC-PERPETUAL","instrument_type":"linear","kind":"future","settlement_period":"perpetual","tick_size":0.05,"contract_size":0.001,"min_trade_amount":0.001,"expiration_timestamp":32503708800000,"is_active":true,"state":"open","maker_commission":0,"taker_commission":0}]}""";

    public const ushort Inverse = 0;
    public const ushort Linear = 1;
    public const ushort Ether = 2;

    public PrivateBench(int maxRows = 64, PrivateParserLimits? limits = null)
    {
        Table = NewTable();
        Parser = new PrivateParser(Table, WrittenPrivate.Epoch, limits ?? new PrivateParserLimits { MaxPayloadBytes = 1 << 16 }, "g1");
        Message = new PrivateMessage(maxRows);
    }

    public InstrumentTable Table { get; }

    public PrivateParser Parser { get; }

    public PrivateMessage Message { get; }

    public static InstrumentTable NewTable()
    {
        InstrumentTable table = new(16, 8);
        foreach (string name in (string[])["BTC-PERPETUAL", "BTC_USDC-PERPETUAL", "ETH_USDC-PERPETUAL"])
            Assert.Equal(ParseStatus.Ok, table.Want(Encoding.ASCII.GetBytes(name)));
        using EventBatch batch = new(64);
        Assert.Equal(ParseStatus.Ok, new DeribitParser(table).Parse(Encoding.ASCII.GetBytes(Instruments), 1, batch));
        return table;
    }

    public ParseStatus Parse(string payload) => Parser.Parse(Encoding.UTF8.GetBytes(payload), Message);

    public PrivateMessage Read(string payload)
    {
        Assert.Equal(ParseStatus.Ok, Parse(payload));
        return Message;
    }

    /// <summary>Rows as text, in the words of <see cref="NaivePrivateReader"/>.</summary>
    public List<string> Rows()
    {
        List<string> rows = [];
        for (int i = 0; i < Message.OrderCount; i++)
        {
            ref OrderRow o = ref Message.Orders[i];
            rows.Add($"order {IdText(o.VenueId)} {o.Owner} {o.Epoch} {o.OrderId} {o.State} {o.Reason} {o.Sell} {o.InstrumentIndex} {o.PriceTicks} {o.AmountLots} {o.FilledLots} "
                + $"{o.UpdatedNs} {o.PostOnly} {o.ReduceOnly} {o.Protected} {o.Liquidation}");
        }

        for (int i = 0; i < Message.TradeCount; i++)
        {
            ref TradeRow t = ref Message.Trades[i];
            rows.Add($"trade {t.TradeId} {IdText(t.VenueId)} {t.Owner} {t.Epoch} {t.OrderId} {t.Sell} {t.Maker} {t.Liquidation} {t.IsCombination} {t.InstrumentIndex} {t.PriceTicks} "
                + $"{t.SizeLots} {t.FeeE8} {t.TradeSeq} {t.TradedNs}");
        }

        for (int i = 0; i < Message.PositionCount; i++)
        {
            ref PositionRow p = ref Message.Positions[i];
            rows.Add($"position {p.InstrumentIndex} {p.Report.SizeLots} {p.Report.MarkE8} {p.Report.RealizedE8} {p.Report.FloatingE8} {p.Report.FundingE8}");
        }

        return rows;
    }

    /// <summary>All that the message says, as text: two messages of the same meaning are equal here.</summary>
    public string Everything()
    {
        PrivateMessage m = Message;
        return string.Join('\n', Rows()) + $"\n{m.Kind} {m.RequestId} {m.IsError} {m.ErrorCode} {m.UsInNs} {m.UsOutNs} {m.IsList} {m.HasMore} {m.OtherRowCount} {m.Number} "
            + $"{string.Join(',', m.Channels[..m.ChannelCount])} {m.HasAccount} {m.Account.EquityE8} {m.Account.BalanceE8} {m.Account.AvailableE8} {m.Account.InitialMarginE8} "
            + $"{m.Account.MaintenanceMarginE8} {m.CurrencyHash} {m.TradingRate} {m.TradingBurst} {m.CancelAllRate} {m.CancelAllBurst} {m.OtherRate} {m.OtherBurst} {m.MassQuoteRate} "
            + $"{m.MassQuoteBurst} {m.Enabled} {m.HasAuthentication} {m.ExpiresInSeconds} {m.Protection.FrozenUntilNs} {m.Protection.IndexHash} {m.Locked} {string.Join(',', m.LockedCurrencies[..m.LockedCount])} "
            + $"'{Text(m.Text)}' '{Text(m.Detail)}' '{Text(m.AccessToken)}' '{Text(m.RefreshToken)}' '{Text(m.Scope)}'";
    }

    public static string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);

    public static string IdText(VenueId id) => Text(VenueId.Text(ref id));
}
