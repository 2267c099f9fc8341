using System;
using System.Collections.Generic;
using System.Text;
using System.Text.Json;
using Minnow.Core.Model;

namespace Minnow.Venues.Deribit.Session;

/// <summary>What the platform is to us: in maintenance, locked for one of our indexes, or open.</summary>
/// <remarks>
/// The channel tells changes only, of every index there is, several times a second. So what concerns other indexes is left out, and after a new connection the
/// present is asked for (<c>public/status</c>): the end of a maintenance or of a lock may have come while nobody listened. Faults I1 and I3.
/// </remarks>
internal sealed class PlatformWatch
{
    private readonly byte[][] _names;
    private readonly ulong[] _hashes;
    private readonly bool[] _locked;
    private bool _isMaintenance;
    private TradingState _told = TradingState.Open;

    internal PlatformWatch(IReadOnlyList<SessionInstrument> instruments)
    {
        _names = new byte[instruments.Count][];
        _hashes = new ulong[instruments.Count];
        _locked = new bool[instruments.Count];
        for (int i = 0; i < _names.Length; i++)
        {
            _names[i] = Encoding.ASCII.GetBytes(instruments[i].IndexName);
            _hashes[i] = TextHash.Of(_names[i]);
        }
    }

    /// <summary>All together; any lock holds all our instruments.</summary>
    internal TradingState State => _isMaintenance ? TradingState.Halted : Array.IndexOf(_locked, true) >= 0 ? TradingState.Locked : TradingState.Open;

    /// <summary>Takes a message of the channel in.</summary>
    /// <returns>True if that changes <see cref="State"/> from what was told last.</returns>
    internal bool See(TradingState state, ulong indexHash)
    {
        if (state == TradingState.Halted) _isMaintenance = true;
        else if (indexHash == 0 && state == TradingState.Open) _isMaintenance = false;
        if (state != TradingState.Halted)
            for (int i = 0; i < _locked.Length; i++)
                if (indexHash == 0 || indexHash == _hashes[i]) _locked[i] = state == TradingState.Locked;
        return TakeNews();
    }

    /// <summary>Takes the answer to <c>public/status</c> in. A venue that gives one is not down; whether it takes orders is the order connection's to find out.</summary>
    /// <returns>True if that changes <see cref="State"/> from what was told last.</returns>
    internal bool SeeStatus(ReadOnlySpan<byte> payload)
    {
        _isMaintenance = false;
        Array.Clear(_locked);
        Utf8JsonReader r = new(payload);
        try
        {
            while (r.Read())
            {
                if (r.TokenType != JsonTokenType.PropertyName) continue;
                // A string by the documents; a flag would be the same word.
                if (r.ValueTextEquals("locked"u8) && r.Read())
                {
                    bool all = r.TokenType == JsonTokenType.True || (r.TokenType == JsonTokenType.String && r.ValueTextEquals("true"u8));
                    if (all) Array.Fill(_locked, true);
                }
                else if (r.TokenType == JsonTokenType.PropertyName && r.ValueTextEquals("locked_indices"u8) && r.Read() && r.TokenType == JsonTokenType.StartArray)
                {
                    while (r.Read() && r.TokenType == JsonTokenType.String) Lock(ref r);
                }
            }
        }
        catch (JsonException)
        {
            // The frame was read as a reply before, so this can not be; were it, a lock would still come by the instrument's own state.
            Array.Clear(_locked);
        }

        return TakeNews();
    }

    private void Lock(ref Utf8JsonReader r)
    {
        for (int i = 0; i < _names.Length; i++)
            if (r.ValueTextEquals(_names[i])) _locked[i] = true;
    }

    private bool TakeNews()
    {
        TradingState state = State;
        bool isNews = state != _told;
        _told = state;
        return isNews;
    }
}
