using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Minnow.Core.Model;
using Minnow.Core.Risk;
using Minnow.Core.Risk.Gate;
using Minnow.Host.Alerts;
using Minnow.Host.Counters;
using Xunit;

namespace Minnow.Host.Tests.Counters;

public sealed class CounterCatalogTests
{
    private static readonly CounterId[] RangeStarts = [CounterId.FeedStatusFirst, CounterId.QuoterCommandFirst, CounterId.QuoterPositionFirst, CounterId.GatewayRefusedFirst, CounterId.ThreadFirst, CounterId.GateDeniedFirst, CounterId.InstrumentFirst, CounterId.CoinFirst, CounterId.RiskMoneyFirst];

    [Fact]
    public void Every_member_of_the_enum_is_described_and_nothing_twice()
    {
        CounterId[] ids = CounterCatalog.All.Select(i => i.Id).ToArray();
        Assert.Equal(ids.Distinct().Order(), ids);
        Assert.Empty(Enum.GetValues<CounterId>().Except(RangeStarts).Except(ids));
        Assert.Equal(CounterCatalog.All.Count, CounterCatalog.All.Select(i => i.Name).Distinct().Count());
    }

    [Fact]
    public void Names_begin_with_the_owner_of_their_range_and_end_with_their_unit()
    {
        foreach (CounterInfo info in CounterCatalog.All)
        {
            Assert.Contains(info.Name[..info.Name.IndexOf('.', StringComparison.Ordinal)], Owners((int)info.Id));
            Assert.Matches(new Regex(@"^[a-z0-9_.]{1,112}$"), info.Name);
            Assert.Equal(info.Unit == CounterUnit.Ns, info.Name.EndsWith("_ns", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Each_parse_status_verb_and_thread_has_counters_inside_its_range()
    {
        foreach (ParseStatus status in Enum.GetValues<ParseStatus>()) Within(CounterIds.Status(status), 20, 59);
        foreach (CommandVerb verb in Enum.GetValues<CommandVerb>().Where(v => v != CommandVerb.None)) Within(CounterIds.Command(verb), 120, 139);
        for (int i = 0; i < CounterIds.Positions; i++) Within(CounterIds.Position(i), 140, 155);
        foreach (GateControl control in Enum.GetValues<GateControl>().Where(static c => c != GateControl.None)) Within(CounterIds.Denied(control), 600, 639);
        foreach (OrderReason reason in Enum.GetValues<OrderReason>()) Within(CounterIds.Refused(reason), 340, 369);
        foreach (MoneyCounter what in Enum.GetValues<MoneyCounter>()) Within(CounterIds.Money(what), 670, 699);
        foreach (HostAlert alert in Enum.GetValues<HostAlert>()) Within(CounterIds.AlertFigure(alert), 768, 779);
        foreach (ThreadRole role in Enum.GetValues<ThreadRole>())
            foreach (ThreadCounter counter in Enum.GetValues<ThreadCounter>())
            {
                Assert.InRange((int)counter, 0, CounterIds.PerThread - 1);
                Within(CounterIds.Thread(role, counter), 400, 499);
            }
    }

    [Fact]
    public void Each_settlement_coin_has_a_block_of_its_own_that_no_other_range_meets()
    {
        HashSet<CounterId> seen = [];
        for (int i = 0; i < CoinAccounts.Capacity; i++)
        {
            foreach (CoinCounter what in Enum.GetValues<CoinCounter>())
            {
                Within(CounterIds.Coin(i, what), 1600, CountersLayout.ValueCount - 1);
                Assert.True((int)what < CounterIds.PerCoin && seen.Add(CounterIds.Coin(i, what)));
            }
        }
    }

    [Fact]
    public void Each_instrument_has_a_block_of_its_own_that_no_other_range_meets()
    {
        for (int i = 0; i < CounterIds.Positions; i++)
            foreach (InstrumentCounter what in Enum.GetValues<InstrumentCounter>())
            {
                Assert.InRange((int)what, 0, CounterIds.PerInstrument - 1);
                Within(CounterIds.Instrument(i, what), 800, 1599);
            }
    }

    private static string[] Owners(int id) => id switch
    {
        < 600 => [((string[])["feed", "quoter", "journal", "gateway", "thread", "process"])[id / 100]],
        < 660 => ["gate"],
        < 720 => ["risk"],
        < 740 => ["control"],
        < 760 => ["hedge", "monitor"],
        < 780 => ["alert"],
        < 800 => ["edge", "statements"],
        < 1600 => ["instrument"],
        _ => ["coin"],
    };

    private static void Within(CounterId id, int first, int last)
    {
        Assert.InRange((int)id, first, last);
        Assert.Single(CounterCatalog.All, i => i.Id == id);
    }
}
