using System;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Minnow.Core.Book;
using Minnow.Core.Engine;
using Minnow.Core.Model;
using Minnow.Core.Orders;
using Minnow.Core.Quoting;
using Minnow.Core.Signals;
using Xunit;

namespace Minnow.Core.Tests.Model;

/// <summary>Records and state are bytes: their sizes are fixed, and no byte of them is nobody's.</summary>
public class LayoutTests
{
    [Theory]
    [InlineData(typeof(Event), 64)]
    [InlineData(typeof(OutputRecord), 64)]
    [InlineData(typeof(DecisionRecord), 704)]
    [InlineData(typeof(LevelRecord), 64)]
    [InlineData(typeof(InstrumentNamed), 40)]
    [InlineData(typeof(InstrumentDefined), 40)]
    [InlineData(typeof(StateChange), 40)]
    [InlineData(typeof(BookLevel), 40)]
    [InlineData(typeof(BookInvalid), 40)]
    [InlineData(typeof(Trade), 40)]
    [InlineData(typeof(Core.Model.Quote), 40)]
    [InlineData(typeof(TickerMarks), 40)]
    [InlineData(typeof(TickerCarry), 40)]
    [InlineData(typeof(TickerStats), 40)]
    [InlineData(typeof(OptionGreeks), 40)]
    [InlineData(typeof(OptionVols), 40)]
    [InlineData(typeof(IndexValue), 40)]
    [InlineData(typeof(VenueError), 40)]
    [InlineData(typeof(OrderUpdate), 40)]
    [InlineData(typeof(Fill), 40)]
    [InlineData(typeof(GatewayState), 40)]
    [InlineData(typeof(RateBudgetLeft), 40)]
    [InlineData(typeof(PositionReport), 40)]
    [InlineData(typeof(AccountReport), 40)]
    [InlineData(typeof(ProtectionState), 40)]
    [InlineData(typeof(OperatorCommand), 40)]
    [InlineData(typeof(AlertReport), 40)]
    [InlineData(typeof(GateState), 40)]
    [InlineData(typeof(GateLimitChange), 40)]
    [InlineData(typeof(Parameter), 40)]
    public void A_record_has_this_many_bytes(Type type, int bytes) => Assert.Equal(bytes, SizeOf(type));

    [Theory]
    [InlineData(typeof(InstrumentDefined))]
    [InlineData(typeof(StateChange))]
    [InlineData(typeof(BookInvalid))]
    [InlineData(typeof(OrderUpdate))]
    [InlineData(typeof(VenueError))]
    [InlineData(typeof(QuoterState))]
    [InlineData(typeof(InstrumentState))]
    [InlineData(typeof(L2Book))]
    [InlineData(typeof(QuoteAudit))]
    [InlineData(typeof(DepthAudit))]
    [InlineData(typeof(EwmaVolatility))]
    [InlineData(typeof(OwnOrder))]
    [InlineData(typeof(OrderSide))]
    [InlineData(typeof(QuoteTriggers))]
    [InlineData(typeof(QuoteLadder))]
    [InlineData(typeof(QuotingParameters))]
    [InlineData(typeof(FeedHealth))]
    [InlineData(typeof(RecentIds))]
    [InlineData(typeof(EndedOrders))]
    [InlineData(typeof(RefusalGuard))]
    [InlineData(typeof(PositionCheck))]
    [InlineData(typeof(GatewayState))]
    public void No_byte_of_the_state_is_padding(Type type) => Assert.Equal(SizeOf(type), Bytes(type));

    [Theory]
    [InlineData(typeof(DecisionRecord), 468)]
    [InlineData(typeof(LevelRecord), 64)]
    [InlineData(typeof(OutputRecord), 64)]
    public void An_explicit_record_names_its_bytes(Type type, int named)
    {
        FieldInfo[] fields = type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic);
        Assert.True(fields.Sum(f => Bytes(f.FieldType)) >= named - 6);
        foreach (FieldInfo a in fields)
            foreach (FieldInfo b in fields.Where(f => f != a))
            {
                int atA = a.GetCustomAttribute<FieldOffsetAttribute>()!.Value, atB = b.GetCustomAttribute<FieldOffsetAttribute>()!.Value;
                Assert.True(atA + Bytes(a.FieldType) <= atB || atB + Bytes(b.FieldType) <= atA, $"{a.Name} and {b.Name} overlap");
            }
    }

    private static int SizeOf(Type type) =>
        (int)typeof(Unsafe).GetMethod(nameof(Unsafe.SizeOf))!.MakeGenericMethod(type).Invoke(null, null)!;

    private static int Bytes(Type type)
    {
        if (type.IsEnum) return Bytes(Enum.GetUnderlyingType(type));
        if (type.IsPrimitive) return SizeOf(type);
        int one = type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Sum(f => Bytes(f.FieldType));
        return one * (type.GetCustomAttribute<InlineArrayAttribute>()?.Length ?? 1);
    }
}
