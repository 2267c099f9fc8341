using Minnow.Core.Accounting;
using Minnow.Core.Model;

namespace Minnow.Host.Pnl;

/// <summary>Why a fill took: the rule of the decision, or what the venue says of the fill.</summary>
internal static class FillRules
{
    internal static string Of(in FillEdge fill, QuoteOrigin? origin)
    {
        if ((fill.Details & FillDetails.Liquidation) != 0) return "the venue liquidated us";
        if ((fill.Details & FillDetails.External) != 0) return "an order that is not ours, by hand or of another program";
        if ((fill.Details & FillDetails.FormerRun) != 0) return "an order of a former run";
        if (origin == null) return "the journal has no decision of it";
        return origin.Rule.Length > 0 ? origin.Rule : "a quote that was to rest only: the venue let it take";
    }
}
