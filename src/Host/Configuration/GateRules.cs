using System.Globalization;

namespace Minnow.Host.Configuration;

/// <summary>What a schema can not say about the gate: exact amounts, and limits that would let no order out at all.</summary>
internal static class GateRules
{
    internal static void Check(MinnowConfiguration value, SourceValue root, ConfigurationErrors errors)
    {
        CheckExact(value.Gate.MaxNetExposure, root.Find("gate")?.Find("maxNetExposure"), "$.gate.maxNetExposure", errors);
        SourceValue? list = root.Find("instruments");
        for (int i = 0; i < value.Instruments.Count; i++)
        {
            InstrumentOptions instrument = value.Instruments[i];
            SourceValue? at = list!.Items[i].Find("gate");
            if (at == null) continue;
            string path = SourcePath.Item("$.instruments", i) + ".gate";
            CheckExact(instrument.Gate.MaxOrderAmount, at.Find("maxOrderAmount"), path + ".maxOrderAmount", errors);
            CheckExact(instrument.Gate.MaxOrderNotional, at.Find("maxOrderNotional"), path + ".maxOrderNotional", errors);
            CheckExact(instrument.Gate.MaxPositionAmount, at.Find("maxPositionAmount"), path + ".maxPositionAmount", errors);
            if (!instrument.Quote || instrument.OrderAmount is not decimal order) continue;
            CheckPasses(instrument.Gate.MaxOrderAmount, order, at.Find("maxOrderAmount"), path + ".maxOrderAmount", errors);
            CheckPasses(instrument.Gate.MaxPositionAmount, order, at.Find("maxPositionAmount"), path + ".maxPositionAmount", errors);
        }
    }

    private static void CheckPasses(decimal? most, decimal order, SourceValue? at, string path, ConfigurationErrors errors)
    {
        if (most is decimal given && given < order)
            errors.Add(at!.Offset, path, $"{Text(given)} is less than orderAmount {Text(order)}: no order could ever leave");
    }

    private static void CheckExact(decimal? amount, SourceValue? at, string path, ConfigurationErrors errors)
    {
        if (amount is decimal given && !ExactAmount.IsExact(given))
            errors.Add(at!.Offset, path, $"{Text(given)} has more than {ExactAmount.Decimals} decimals; allowed: whole multiples of 0.00000001");
    }

    private static string Text(decimal number) => number.ToString(CultureInfo.InvariantCulture);
}
