using System;
using System.Collections.Generic;

namespace Minnow.Exchange.Rpc;

/// <summary>Which queue a matching request waits in, and which waiting ones it takes back.</summary>
internal static class Queues
{
    public static string CurrencyOf(Call call)
    {
        if (call.Element("instrument_name") is { } name && name.ValueKind == System.Text.Json.JsonValueKind.String)
            return call.Engine.FindInstrument(name.GetString()!)?.Spec.SettlementCurrency ?? "";
        if (call.Element("currency") is { } currency && currency.ValueKind == System.Text.Json.JsonValueKind.String) return currency.GetString()!;
        if (call.Element("order_id") is { } id && id.ValueKind == System.Text.Json.JsonValueKind.String)
        {
            string text = id.GetString()!;
            int dash = text.IndexOf('-', StringComparison.Ordinal);
            return dash < 0 ? "BTC" : text[..dash];
        }

        return "";
    }

    /// <summary>A cancel removes what still waits of the same user (13666); an edit replaces an older edit of the same order (13777).</summary>
    public static void Withdraw(Call call, Venue venue)
    {
        bool isEdit = call.MethodName == "private/edit";
        bool isCancel = call.MethodName.StartsWith("private/cancel", StringComparison.Ordinal);
        if (!isEdit && !isCancel) return;
        List<Call> gone = [];
        foreach (WorkQueue queue in call.State.Queues.Values)
        {
            for (LinkedListNode<Call>? node = queue.Waiting.First; node is not null;)
            {
                LinkedListNode<Call>? after = node.Next;
                if (isEdit ? IsSameEdit(call, node.Value) : IsMeant(call, node.Value))
                {
                    queue.Waiting.Remove(node);
                    gone.Add(node.Value);
                }

                node = after;
            }
        }

        foreach (Call other in gone)
        {
            other.Fail(isEdit ? RpcError.Replaced : RpcError.CancelledByUser);
            venue.Answer(other, false);
        }
    }

    private static bool IsSameEdit(Call edit, Call waiting) => waiting.MethodName == "private/edit" && AreEqual(edit, waiting, "order_id");

    private static bool IsMeant(Call cancel, Call waiting)
    {
        if (waiting.MethodName.StartsWith("private/cancel", StringComparison.Ordinal)) return false;
        return cancel.MethodName switch
        {
            "private/cancel" => AreEqual(cancel, waiting, "order_id"),
            "private/cancel_by_label" => AreEqual(cancel, waiting, "label"),
            "private/cancel_all" => true,
            "private/cancel_all_by_instrument" => InstrumentOf(cancel) is { } meant && meant == InstrumentOf(waiting),
            "private/cancel_all_by_currency" => CurrencyOf(cancel) == CurrencyOf(waiting),
            _ => false,
        };
    }

    private static string? InstrumentOf(Call call)
    {
        if (call.Element("instrument_name") is { } name) return name.ToString();
        return call.Element("order_id") is { } id ? call.Engine.FindOrder(id.ToString())?.Instrument.Name : null;
    }

    private static bool AreEqual(Call one, Call other, string name) =>
        one.Has(name) && other.Has(name) && one.Element(name)!.Value.GetRawText() == other.Element(name)!.Value.GetRawText();
}
