using System;
using System.Text;
using Minnow.Core.Model;
using Minnow.Venues.Deribit;
using Xunit;

namespace Minnow.Tests.Deribit;

/// <summary>Names, slots and indices.</summary>
public sealed class InstrumentTableTests
{
    [Fact]
    public void Indices_are_given_in_order_of_first_need_and_stay()
    {
        using ParserBench bench = new();
        for (int i = 0; i < 40; i++) Assert.Equal(ParseStatus.Ok, bench.Parse(WrittenFrames.Quote.Replace("BTC-PERPETUAL", $"I{i}-PERPETUAL")));
        Assert.Equal(40, bench.Table.TrackedCount);
        for (int i = 0; i < 40; i++)
        {
            byte[] name = Encoding.UTF8.GetBytes($"I{i}-PERPETUAL");
            Assert.True(bench.Table.TryGetIndex(name, out ushort index));
            Assert.Equal(i, index);
            Assert.True(InstrumentName.Text(bench.Table.Tracked(i).Name).SequenceEqual(name));
        }

        Assert.False(bench.Table.TryGetIndex("I4-PERPETUA"u8, out _));
        Assert.False(bench.Table.TryGetIndex("I40-PERPETUAL"u8, out _));
        Assert.Throws<ArgumentOutOfRangeException>(() => bench.Table.Tracked(40));
    }

    [Fact]
    public void One_instrument_too_many_is_refused_and_costs_no_book()
    {
        using ParserBench bench = new(null, new InstrumentTable(8, 2));
        bench.Parse(WrittenFrames.BookSnapshot);
        bench.Parse(WrittenFrames.BookSnapshot.Replace("BTC-PERPETUAL", "ETH-PERPETUAL"));
        Assert.Equal(ParseStatus.TooManyInstruments, bench.Parse(WrittenFrames.BookSnapshot.Replace("BTC-PERPETUAL", "SOL-PERPETUAL")));
        Assert.Empty(bench.Events);
        Assert.Equal(ParseStatus.Ok, bench.Parse(WrittenFrames.BookSnapshot));
    }

    [Fact]
    public void A_full_table_refuses_a_reply_and_keeps_what_it_had()
    {
        using ParserBench bench = new(null, new InstrumentTable(1, 1));
        Assert.Equal(ParseStatus.TooManyInstruments, bench.Parse(WrittenFrames.Instruments));
        Assert.Equal(0, bench.Table.Count);
        Assert.Equal(ParseStatus.Ok, bench.Table.Want("A"u8));
        Assert.Equal(ParseStatus.TooManyInstruments, bench.Table.Want("B"u8));
        Assert.Equal(ParseStatus.Ok, bench.Table.Want("A"u8));
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("BTC PERPETUAL", false)]
    [InlineData("BTC-PÉRP", false)]
    [InlineData("0123456789012345678901234567890123456789", true)]
    [InlineData("01234567890123456789012345678901234567890", false)]
    [InlineData("BTC-FS-25DEC26_PERP", true)]
    public void A_name_is_up_to_40_printable_bytes(string name, bool valid)
    {
        Assert.Equal(valid, InstrumentTable.IsName(Encoding.UTF8.GetBytes(name)));
        using ParserBench bench = new();
        Assert.Equal(valid ? ParseStatus.Ok : ParseStatus.BadName, bench.Table.Want(Encoding.UTF8.GetBytes(name)));
        Assert.Equal(valid ? ParseStatus.Ok : ParseStatus.BadName, bench.Parser.Track(Encoding.UTF8.GetBytes(name), 5, bench.Batch));
        Assert.Equal(valid ? 2 : 0, bench.Batch.Count);
    }
}
