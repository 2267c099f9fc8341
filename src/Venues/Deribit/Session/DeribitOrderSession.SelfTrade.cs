using Minnow.Core.Model;
using Minnow.Venues.Deribit.Private;

namespace Minnow.Venues.Deribit.Session;

/// <content>The venue's own guard behind ours (control P17): what happens to an order that would meet another one of ours.</content>
public sealed partial class DeribitOrderSession
{
    private const long OtherMode = 1;
    private const long NoMode = 2;

    private readonly ulong _selfTradeWord;

    /// <summary>Holds what an account summary says against what is wanted.</summary>
    /// <returns>True if the session was refused for it.</returns>
    private bool RefusesSelfTrade(PrivateMessage message, long nowNs)
    {
        if (_options.SelfTradeMode.Length == 0 || Phase == GatewayPhase.Refused || _isStopping) return false;
        bool isWanted = message.SelfTradeWord == _selfTradeWord;
        _counters.SelfTradeMode = isWanted ? 0 : message.SelfTradeWord == 0 ? NoMode : OtherMode;
        // A summary without the word says nothing about the account: older replies and other currencies lack it.
        if (_counters.SelfTradeMode != OtherMode || !_options.RequiresSelfTradeMode) return false;
        Refuse(GatewayReason.SelfTrading, 0, $"The account's self-trade prevention is not {_options.SelfTradeMode}: set it at the venue, or say in the configuration what it is.", nowNs);
        return true;
    }
}
