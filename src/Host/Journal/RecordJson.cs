using System;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Minnow.Core.Model;
using Minnow.Core.Quoting;
using Minnow.Core.Quoting.Hedging;
using Minnow.Core.Quoting.Tactics;
using Minnow.Core.Risk.Monitors;
using Minnow.Core.Signals;

namespace Minnow.Host.Journal;

/// <summary>Writes records as JSON objects, one for each, with the names of their fields.</summary>
/// <remarks>Numbers of 64 bits are written as they are: a reader that keeps numbers as doubles loses digits of ids and times.</remarks>
internal static class RecordJson
{
    /// <summary>{"ring":"input","seq":…,"kind":…,…}</summary>
    internal static void Write(Utf8JsonWriter json, long sequence, ref readonly Event one)
    {
        json.WriteStartObject();
        json.WriteString("ring"u8, "input"u8);
        json.WriteNumber("seq"u8, sequence);
        json.WriteString("kind"u8, one.Kind.ToString());
        json.WriteString("flags"u8, one.Flags.ToString());
        WriteInstrument(json, one.InstrumentIndex);
        json.WriteNumber("detail"u8, one.Detail);
        json.WriteNumber("receivedNs"u8, one.ReceivedNs);
        json.WriteNumber("exchangeNs"u8, one.ExchangeNs);
        WriteFields(json, EventFields.Of(one.Kind), MemoryMarshal.AsBytes(new ReadOnlySpan<Event>(in one)));
        json.WriteEndObject();
    }

    /// <summary>{"ring":"output","seq":…,"kind":…,…}</summary>
    internal static void Write(Utf8JsonWriter json, long sequence, ref readonly OutputRecord one, int part)
    {
        json.WriteStartObject();
        json.WriteString("ring"u8, "output"u8);
        json.WriteNumber("seq"u8, sequence);
        json.WriteString("kind"u8, one.Kind.ToString());
        if (one.Kind == OutputKind.DecisionPart)
        {
            json.WriteNumber("part"u8, part);
        }
        else
        {
            WriteInstrument(json, one.InstrumentIndex);
            json.WriteNumber("causeSequence"u8, one.CauseSequence);
            json.WriteNumber("timeNs"u8, one.TimeNs);
        }
        WriteFields(json, OutputFields.Of(one.Kind, part), MemoryMarshal.AsBytes(new ReadOnlySpan<OutputRecord>(in one)));
        json.WriteEndObject();
    }

    private static void WriteInstrument(Utf8JsonWriter json, ushort index)
    {
        if (index == Units.NoInstrument) json.WriteNull("instrument"u8);
        else json.WriteNumber("instrument"u8, index);
    }

    private static void WriteFields(Utf8JsonWriter json, ReadOnlySpan<RecordField> fields, ReadOnlySpan<byte> record)
    {
        foreach (RecordField field in fields)
        {
            ReadOnlySpan<byte> at = record[field.Offset..];
            switch (field.Type)
            {
                case FieldType.I64 when MemoryMarshal.Read<long>(at) == Units.Missing:
                case FieldType.F32 when !float.IsFinite(MemoryMarshal.Read<float>(at)):
                case FieldType.F64 when !double.IsFinite(MemoryMarshal.Read<double>(at)):
                    json.WriteNull(field.Name);
                    break;
                case FieldType.I64:
                    json.WriteNumber(field.Name, MemoryMarshal.Read<long>(at));
                    break;
                case FieldType.F64:
                    json.WriteNumber(field.Name, MemoryMarshal.Read<double>(at));
                    break;
                case FieldType.F32:
                    json.WriteNumber(field.Name, MemoryMarshal.Read<float>(at));
                    break;
                case FieldType.I32:
                    json.WriteNumber(field.Name, MemoryMarshal.Read<int>(at));
                    break;
                case FieldType.U32:
                    json.WriteNumber(field.Name, MemoryMarshal.Read<uint>(at));
                    break;
                case FieldType.U8:
                    json.WriteNumber(field.Name, at[0]);
                    break;
                default:
                    json.WriteString(field.Name, Text(field.Type, at));
                    break;
            }
        }
    }

    private static string Text(FieldType type, ReadOnlySpan<byte> at) => type switch
    {
        FieldType.Hash => MemoryMarshal.Read<ulong>(at).ToString("x16"),
        FieldType.Text => Encoding.ASCII.GetString(InstrumentName.Text(in MemoryMarshal.AsRef<InstrumentName>(at))),
        FieldType.ParseStatus => ((ParseStatus)at[0]).ToString(),
        FieldType.ContractKind => ((ContractKind)at[0]).ToString(),
        FieldType.TradingState => ((TradingState)at[0]).ToString(),
        FieldType.OrderReport => ((OrderReport)at[0]).ToString(),
        FieldType.OrderReason => ((OrderReason)at[0]).ToString(),
        FieldType.GatewayReason => ((GatewayReason)MemoryMarshal.Read<uint>(at)).ToString(),
        FieldType.CommandVerb => ((CommandVerb)at[0]).ToString(),
        FieldType.DecisionTrigger => ((DecisionTrigger)at[0]).ToString(),
        FieldType.LevelAction => ((LevelAction)at[0]).ToString(),
        FieldType.LevelReason => ((LevelReason)at[0]).ToString(),
        FieldType.Clamps => ((Clamps)MemoryMarshal.Read<ulong>(at)).ToString(),
        FieldType.Suppressions => ((Suppressions)MemoryMarshal.Read<ulong>(at)).ToString(),
        FieldType.Tactics => ((TacticFlags)MemoryMarshal.Read<ulong>(at)).ToString(),
        FieldType.FairFlags => ((FairFlags)MemoryMarshal.Read<uint>(at)).ToString(),
        FieldType.PlanRules => ((PlanRules)MemoryMarshal.Read<uint>(at)).ToString(),
        FieldType.MarketMode => ((MarketModeKind)at[0]).ToString(),
        FieldType.HedgeWay => ((HedgeWay)at[0]).ToString(),
        FieldType.HedgeAim => ((HedgeAim)at[0]).ToString(),
        FieldType.MonitorKind => ((MonitorKind)at[0]).ToString(),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "A field type without a text."),
    };
}
