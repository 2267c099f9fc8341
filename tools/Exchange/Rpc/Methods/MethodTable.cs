using System.Collections.Generic;

namespace Minnow.Exchange.Rpc.Methods;

/// <summary>Every method the venue knows.</summary>
internal static class MethodTable
{
    private static readonly Dictionary<string, Method> ByName = Build();

    public static IReadOnlyCollection<Method> All => ByName.Values;

    public static Method? Find(string name) => ByName.GetValueOrDefault(name);

    private static Dictionary<string, Method> Build()
    {
        Dictionary<string, Method> table = [];
        foreach (Method[] group in new[]
            { SessionMethods.All, ChannelMethods.All, CatalogueMethods.All, MarketMethods.All, FundingMethods.All, OrderMethods.All, CancelMethods.All, QueryMethods.All, TradeMethods.All, HistoryMethods.All, AccountMethods.All, MmpMethods.All })
        {
            foreach (Method method in group) table.Add(method.Name, method);
        }

        return table;
    }
}
