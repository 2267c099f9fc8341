using System;
using System.IO;
using Minnow.Host.Pnl;
using Xunit;

namespace Minnow.Host.Tests.Pnl;

/// <summary>A journal against the venue's transaction log.</summary>
public sealed class StatementAuditTests : IDisposable
{
    private const string Buy = """{"type":"trade","timestamp":1790000001000,"instrument_name":"BTC-PERPETUAL","side":"open buy","trade_id":"1","price":50000.0,"amount":1000.0,"commission":3.0e-6,"change":-3.0e-6}""";
    private const string Sell = """{"type":"trade","timestamp":1790000002000,"instrument_name":"BTC-PERPETUAL","side":"close sell","trade_id":"2","price":50010.0,"amount":1000.0,"commission":-0.000001,"change":1.0e-6}""";
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"minnow-statement-{Guid.NewGuid():N}.json");

    [Fact]
    public void Trades_that_are_the_same_to_the_last_unit_agree_whatever_the_log_writes_around_them()
    {
        (int code, string output, string errors) = Run($$"""{"jsonrpc":"2.0","result":{"logs":[{{Sell}},{{Buy}},{"type":"deposit","timestamp":1790000001500,"change":0.5,"currency":"BTC"}],"continuation":null} }""");
        Assert.Equal((0, ""), (code, errors));
        Assert.Contains("2 trades and 0 settlements agree, 0 differences", output, StringComparison.Ordinal);
        Assert.Contains("not a trade and no settlement: deposit", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("3.0e-6", "3.01e-6", "with a fee of 0.00000301 in the statement, 1000 at 50000 with 0.000003 in the journal")]
    [InlineData("open buy", "open sell", "is -1000 at 50000")]
    [InlineData("50000.0", "50000.5", "at 50000.5 with")]
    [InlineData("\"1\"", "\"9\"", "trade 9 of 2026-09-21 14:13:21.000000Z, 1000 at 50000, is in the statement and not in the journal")]
    public void One_figure_that_differs_ends_with_1_and_names_the_trade(string what, string by, string says)
    {
        (int code, _, string errors) = Run($$"""{"logs":[{{Sell}},{{Buy.Replace(what, by, StringComparison.Ordinal)}}],"continuation":null}""");
        Assert.Equal(1, code);
        Assert.Contains(says, errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fill_that_the_statement_lacks_is_a_difference()
    {
        (int code, _, string errors) = Run($$"""{"logs":[{{Buy}}],"continuation":null}""");
        Assert.Equal(1, code);
        Assert.Contains("trade 2 of 2026-09-21 14:13:22.000000Z is in the journal and not in the statement", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-8, 0)] // 1000/50000 − 1000/50020 − (1000/50010 − 1000/50020) = 0.000003999200 and funding of −8e-8
    [InlineData(-10, 1)]
    public void A_settlement_is_what_the_trades_since_the_one_before_make(long moreE8, int want)
    {
        long profitE8 = 400 + moreE8;
        string from = """{"type":"settlement","timestamp":1790000000500,"instrument_name":"BTC-PERPETUAL","price":50020.0,"position":0,"session_rpl":0,"session_upl":0,"interest_pl":0,"change":0}""";
        string to = $$"""{"type":"settlement","timestamp":1790000003000,"instrument_name":"BTC-PERPETUAL","price":50020.0,"position":0,"session_rpl":{{profitE8}}e-8,"session_upl":0,"interest_pl":-8e-8,"change":{{profitE8}}e-8}""";
        (int code, string output, string errors) = Run($$"""{"logs":[{{to}},{{Sell}},{{Buy}},{{from}}],"continuation":null}""");
        Assert.True(code == want, output + errors);
    }

    [Fact]
    public void What_is_no_log_or_an_error_of_the_venue_ends_with_65()
    {
        Assert.Equal(65, Run("""{"error":{"code":13009,"message":"unauthorized"}}""").Code);
        Assert.Equal(65, Run("not json").Code);
        Assert.Equal(65, Run("""{"result":{}}""").Code);
    }

    public void Dispose() => File.Delete(_file);

    private (int Code, string Output, string Errors) Run(string log)
    {
        using PnlScript script = new();
        script.Mark(50_000, 50_000).Position(0).Wait(1).Fill(100, 50_000, 300, 1).Wait(1).Fill(-100, 50_010, -100, 2).Wait(10).Mark(50_020, 50_020);
        script.Run();
        File.WriteAllText(_file, log);
        using StringWriter output = new(), errors = new();
        int code = PnlVerb.Execute(new PnlOptions { Journal = script.Path, Statement = _file }, output, errors);
        return (code, output.ToString(), errors.ToString());
    }
}
