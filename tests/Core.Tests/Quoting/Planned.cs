using Minnow.Core.Quoting;

namespace Minnow.Core.Tests.Quoting;

/// <summary>A plan by nothing but what is given: the table of the exact model begins empty.</summary>
internal static class Planned
{
    internal static bool With(out QuotePlan plan, in QuotingParameters p, in QuoteInputs inputs)
    {
        GlftTable table = default;
        return QuoteModel.Plan(out plan, ref table, p, inputs);
    }
}
