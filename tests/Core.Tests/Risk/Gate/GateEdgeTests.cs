using Minnow.Core.Model;
using Minnow.Core.Risk.Gate;
using Xunit;

namespace Minnow.Core.Tests.Risk.Gate;

/// <summary>What passes always, and the last value on either side of each limit.</summary>
public sealed class GateEdgeTests
{
    [Fact]
    public void What_asks_for_no_order_passes_whatever_is_shut()
    {
        GateScript s = new();
        s.Person(OperatorVerb.Kill);
        foreach (CommandVerb verb in (CommandVerb[])[CommandVerb.Disconnect, CommandVerb.Connect, CommandVerb.Resync, CommandVerb.CancelAll, CommandVerb.Cancel])
            Assert.Equal(GateControl.None, s.Say(verb));
        Assert.Equal((5L, 0L), (s.Gate.PassedCount, s.Gate.DeniedCount));
        Assert.Equal(GateControl.Malformed, s.Say(CommandVerb.None));
        Assert.Equal(GateControl.Malformed, s.Say((CommandVerb)99));
        Assert.Equal((5L, 2L, 2L), (s.Gate.PassedCount, s.Gate.DeniedCount, s.Gate.Denied(GateControl.Malformed)));
    }
}
