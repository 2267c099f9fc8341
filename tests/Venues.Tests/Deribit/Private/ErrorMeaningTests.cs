using System;
using System.Linq;
using System.Text;
using Minnow.Core.Model;
using Minnow.Venues.Deribit.Private;
using Xunit;
using static Minnow.Core.Model.OrderReport;

namespace Minnow.Tests.Deribit.Private;

public sealed class ErrorMeaningTests
{
    private static readonly int[] DocumentedCodes =
    [
        .. Enumerable.Range(10000, 42).Except([10042]), 10043, 10044, 10045, 10046, 10047, 10048, 10049, 10050, 10066, 10072, 11008, 11021, 11029, 11030, 11031, 11035, 11036, 11042,
        11043, 11044, 11045, 11047, 11049, 11050, 11051, 11052, 11054, 11055, 11056, 11094, 11098, 12003, 13004, 13009, 13010, 13011, 13019, 13020, 13021, 13025, 13028, 13030,
        13032, 13040, 13042, 13043, 13403, 13503, 13666, 13668, 13777, 13778, 13888, 13902, 13903, -32600, -32601, -32602, -32700, -32000,
    ];

    [Theory]
    [InlineData(10002, "qty_too_low", Rejected, EditRejected, CancelRejected, OrderReason.Size)]
    [InlineData(10003, "order_overlap", Rejected, EditRejected, CancelRejected, OrderReason.SelfTrade)]
    [InlineData(10004, "order_not_found", Unclear, CancelRejected, CancelRejected, OrderReason.NotOpen)]
    [InlineData(10010, "already_closed", Unclear, CancelRejected, CancelRejected, OrderReason.NotOpen)]
    [InlineData(11008, "already_filled", Unclear, CancelRejected, CancelRejected, OrderReason.NotOpen)]
    [InlineData(11044, "not_open_order", Unclear, CancelRejected, CancelRejected, OrderReason.NotOpen)]
    [InlineData(10007, "price_too_high 43666.4288", Rejected, EditRejected, CancelRejected, OrderReason.Price)]
    [InlineData(10043, "price_wrong_tick", Rejected, EditRejected, CancelRejected, OrderReason.Price)]
    [InlineData(10009, "not_enough_funds", Rejected, EditRejected, CancelRejected, OrderReason.Funds)]
    [InlineData(10028, "too_many_requests", Rejected, EditRejected, CancelRejected, OrderReason.RateLimit)]
    [InlineData(10047, "matching_engine_queue_full", Rejected, EditRejected, CancelRejected, OrderReason.Busy)]
    [InlineData(11054, "post_only_reject", Rejected, Unclear, CancelRejected, OrderReason.PostOnly)]
    [InlineData(13666, "request_cancelled_by_user", Rejected, EditRejected, CancelRejected, OrderReason.NotSent)]
    [InlineData(13777, "replaced", Unclear, EditRejected, CancelRejected, OrderReason.Superseded)]
    [InlineData(13888, "timed_out", Rejected, EditRejected, CancelRejected, OrderReason.TimedOut)]
    [InlineData(10001, "error", Unclear, Unclear, Unclear, OrderReason.Other)]
    [InlineData(11094, "internal_server_error", Unclear, Unclear, Unclear, OrderReason.Other)]
    [InlineData(13028, "temporarily_unavailable", Unclear, Unclear, Unclear, OrderReason.Busy)]
    [InlineData(13030, "mmp_trigger", Rejected, Unclear, CancelRejected, OrderReason.Protection)]
    [InlineData(-32602, "Invalid params", Rejected, EditRejected, CancelRejected, OrderReason.Other)]
    public void C1_A_documented_error_settles_what_the_venue_says_it_settles(
        int code, string message, OrderReport forNew, OrderReport forEdit, OrderReport forCancel, OrderReason reason)
    {
        ErrorMeaning meaning = Of(code, message);
        Assert.Equal((forNew, forEdit, forCancel, reason), (meaning.ForNew, meaning.ForEdit, meaning.ForCancel, meaning.Reason));
    }

    [Fact]
    public void C1_Every_documented_code_is_in_the_table_and_means_something_for_each_request()
    {
        int[] codes = [.. ErrorMeaning.Table.ToArray().Select(e => e.Code)];
        Assert.Empty(DocumentedCodes.Except(codes));
        Assert.Equal(codes.Order(), codes);
        foreach (ErrorMeaning.Entry entry in ErrorMeaning.Table)
        {
            Assert.Equal(entry.Meaning, ErrorMeaning.Of(entry.Code, entry.Message));
            Assert.Contains(entry.Meaning.ForNew, (OrderReport[])[Rejected, Unclear]);
            Assert.Contains(entry.Meaning.ForEdit, (OrderReport[])[EditRejected, CancelRejected, Cancelled, Unclear]);
            Assert.Contains(entry.Meaning.ForCancel, (OrderReport[])[CancelRejected, Unclear]);
            Assert.NotEqual(OrderReason.None, entry.Meaning.Reason);
        }
    }

    [Theory]
    [InlineData(10009, "invalid_argument")]
    [InlineData(10002, "insufficient_funds")]
    [InlineData(11000, "order_not_found")]
    [InlineData(11006, "post_only_reject")]
    [InlineData(11008, "max_position")]
    [InlineData(11054, "")]
    [InlineData(11054, "post_only_rejected")]
    [InlineData(11054, "post_only_rejec")]
    [InlineData(10005, "price_too_low4idx")]
    [InlineData(77777, "a_word_of_next_year")]
    [InlineData(0, "error")]
    public void C8_An_unknown_or_contradictory_pair_settles_nothing(int code, string message)
    {
        ErrorMeaning meaning = Of(code, message);
        Assert.Equal((Unclear, Unclear, Unclear, OrderReason.Other), (meaning.ForNew, meaning.ForEdit, meaning.ForCancel, meaning.Reason));
        Assert.False(meaning.IsRetryable | meaning.NeedsAuthentication | meaning.IsFatal);
    }

    [Fact]
    public void C8_Each_message_belongs_to_its_own_code_only()
    {
        foreach (ErrorMeaning.Entry a in ErrorMeaning.Table)
        {
            foreach (ErrorMeaning.Entry b in ErrorMeaning.Table)
                if (a.Code != b.Code) Assert.Equal(Unclear, ErrorMeaning.Of(a.Code, b.Message).ForNew);
        }
    }

    [Fact]
    public void C1_What_the_session_does_next_is_said_beside_it()
    {
        Assert.True(Of(13009, "unauthorized").NeedsAuthentication);
        Assert.True(Of(13009, "invalid_token").NeedsAuthentication);
        Assert.True(Of(13004, "invalid_credentials").IsFatal);
        Assert.True(Of(11098, "account_locked").IsFatal);
        Assert.True(Of(10046, "can_not_edit_liquidation_order").IsFatal);
        foreach ((int code, string word) in (ReadOnlySpan<(int, string)>)[(10028, "too_many_requests"), (10040, "retry"), (10041, "settlement_in_progress"),
            (10047, "matching_engine_queue_full"), (10066, "too_many_concurrent_requests"), (11051, "system_maintenance"), (11094, "internal_server_error"),
            (13028, "temporarily_unavailable")])
        {
            Assert.True(Of(code, word).IsRetryable, word);
        }
    }

    private static ErrorMeaning Of(int code, string message) => ErrorMeaning.Of(code, Encoding.UTF8.GetBytes(message));
}
