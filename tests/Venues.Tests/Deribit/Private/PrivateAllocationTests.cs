using System;
using System.Linq;
using System.Text;
using Minnow.Core.Model;
using Minnow.Venues.Deribit.Private;
using Minnow.Venues.Session;
using Xunit;

namespace Minnow.Tests.Deribit.Private;

/// <summary>Cheap checks under the JIT. Another thread's collection adds noise, which the least of several rounds does not have.</summary>
[Collection(Minnow.Tests.Alone.Name)]
public sealed class PrivateAllocationTests
{
    [Fact]
    public void Reading_one_payload_of_each_kind_allocates_nothing()
    {
        PrivateBench bench = new();
        byte[][] payloads = [.. WrittenPrivate.All.Select(Encoding.UTF8.GetBytes)];
        Assert.Equal(0, LeastBytes(() =>
        {
            foreach (byte[] payload in payloads) bench.Parser.Parse(payload, bench.Message);
        }));
    }

    [Fact]
    public void Writing_requests_allocates_nothing()
    {
        InstrumentTableRequests setup = new();
        Assert.Equal(0, LeastBytes(setup.WriteAll));
    }

    [Fact]
    public void Judging_an_error_allocates_nothing() =>
        Assert.Equal(0, LeastBytes(static () => Assert.False(ErrorMeaning.Of(11054, "post_only_reject"u8).IsFatal)));

    private static long LeastBytes(Action round)
    {
        long least = long.MaxValue;
        for (int i = 0; i < 8; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int n = 0; n < 20; n++) round();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }

    private sealed class InstrumentTableRequests
    {
        private readonly DeribitRequests _requests = new(PrivateBench.NewTable(), WrittenPrivate.Epoch);
        private readonly FrameOutbox _outbox = new(4, 8192);
        private readonly byte[][] _channels = [[.. "user.lock"u8], [.. "user.portfolio.btc"u8]];
        private readonly MassQuoteRow[] _quotes = [new() { BidTicks = 1, BidLots = 1, AskTicks = 3, AskLots = 1 }];
        private readonly OutputRecord _command = new() { Kind = OutputKind.Command, Verb = CommandVerb.Place, OrderId = 7, PriceTicks = 173_485, SizeLots = 10 };

        public void WriteAll()
        {
            Span<byte> signature = stackalloc byte[ClientSignature.Bytes];
            ClientSignature.Write("secret"u8, 1, "n"u8, default, signature);
            _outbox.Begin();
            _requests.ClientSignature(_outbox, 1, "id"u8, 1, "n"u8, default, signature, "scope"u8);
            Done();
            _requests.SubscribePrivate(_outbox, 2, "token"u8, _channels);
            Done();
            _requests.Place(_outbox, 3, "token"u8, _command, 1790133841200, isProtected: true);
            Done();
            _requests.Edit(_outbox, 4, "token"u8, "USDC-1"u8, _command, 1790133841200);
            Done();
            _requests.Cancel(_outbox, 5, "token"u8, "USDC-1"u8);
            Done();
            _requests.MassQuote(_outbox, 6, "token"u8, "g1"u8, _quotes, 0);
            Done();
            _requests.GetUserTrades(_outbox, 7, "token"u8, "BTC"u8, 1, 2, 1000);
            Assert.True(_outbox.Commit());
            _outbox.Clear();
        }

        private void Done()
        {
            if (!_outbox.Commit()) throw new InvalidOperationException("A request does not fit.");
            _outbox.Clear();
            _outbox.Begin();
        }
    }
}
