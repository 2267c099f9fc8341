using System;
using System.Collections.Generic;
using System.Text;
using Minnow.Core.Model;
using Minnow.Venues.Deribit.Private;

namespace Minnow.Venues.Deribit.Session;

/// <summary>The instruments that the order connection trades, and their currencies, each once.</summary>
internal sealed class TradedMarkets
{
    private readonly InstrumentTable _table;
    private readonly byte[] _currencyOfInstrument; // by configured number
    private readonly ushort[] _indices;
    private readonly ulong[] _hashes;              // of the names
    private readonly int[] _numbers;               // by the table's index; -1: not ours

    internal TradedMarkets(InstrumentTable table, IReadOnlyList<SessionInstrument> instruments)
    {
        if (instruments.Count == 0) throw new ArgumentException("An order session needs an instrument.", nameof(instruments));
        _table = table;
        _currencyOfInstrument = new byte[instruments.Count];
        _indices = new ushort[instruments.Count];
        _numbers = new int[table.TrackedCapacity];
        Array.Fill(_indices, Units.NoInstrument);
        Array.Fill(_numbers, -1);
        List<string> currencies = [];
        List<string> indexes = [];
        List<byte[]> names = [];
        foreach (SessionInstrument instrument in instruments)
        {
            if (!currencies.Contains(instrument.Currency)) currencies.Add(instrument.Currency);
            _currencyOfInstrument[names.Count] = (byte)currencies.IndexOf(instrument.Currency);
            if (!indexes.Contains(instrument.IndexName)) indexes.Add(instrument.IndexName);
            names.Add(Encoding.ASCII.GetBytes(instrument.Name));
        }

        Names = [.. names];
        _hashes = names.ConvertAll(static name => TextHash.Of(name)).ToArray();
        Indexes = indexes.ConvertAll(Encoding.ASCII.GetBytes).ToArray();
        Currencies = currencies.ConvertAll(Encoding.ASCII.GetBytes).ToArray();
    }

    internal byte[][] Names { get; }

    internal byte[][] Currencies { get; }

    /// <summary>Names of their indexes, each once.</summary>
    internal byte[][] Indexes { get; }

    /// <summary>True once the venue or the configuration defined every one: before that no price can be read.</summary>
    internal bool AreDefined()
    {
        bool areDefined = true;
        for (int i = 0; i < Names.Length; i++)
        {
            if (_indices[i] != Units.NoInstrument) continue;
            if (_table.TryGetIndex(Names[i], out ushort index) && _table.Tracked(index).IsDefined)
            {
                _indices[i] = index;
                _numbers[index] = i;
            }
            else
            {
                areDefined = false;
            }
        }

        return areDefined;
    }

    /// <summary>The table's index of the configured instrument with that number.</summary>
    internal ushort IndexOf(int number) => _indices[number];

    /// <summary>The configured number of an instrument, or -1.</summary>
    internal int NumberOf(ushort index) => index < _numbers.Length ? _numbers[index] : -1;

    /// <summary>True if an order is in one of the configured instruments, defined or not.</summary>
    internal bool IsOurs(in OrderRow row)
    {
        AreDefined(); // a definition may have come since
        return NumberOf(row.InstrumentIndex) >= 0 || Array.IndexOf(_hashes, row.UnknownHash) >= 0;
    }

    /// <summary>The number of an instrument's currency.</summary>
    internal byte CurrencyOf(ushort index) => _currencyOfInstrument[_numbers[index]];

    /// <summary>The number of the configured instrument's currency.</summary>
    internal byte CurrencyOfNumber(int number) => _currencyOfInstrument[number];
}
