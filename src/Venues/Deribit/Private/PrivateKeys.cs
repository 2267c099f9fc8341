using System;
using System.Text;

namespace Minnow.Venues.Deribit.Private;

/// <summary>Finds a <see cref="PrivateKey"/> by its bytes: one table, filled from the names once.</summary>
internal static class PrivateKeys
{
    private const int Buckets = 256; // four times the keys

    private static readonly byte[][] Names = ReadNames();
    private static readonly byte[] Table = Fill(); // key + 1; 0 is free

    /// <summary>The key with that name.</summary>
    /// <param name="name">Its bytes.</param>
    /// <param name="hash"><see cref="TextHash.Of"/> of it.</param>
    public static PrivateKey Find(ReadOnlySpan<byte> name, ulong hash)
    {
        for (int bucket = (int)hash & (Buckets - 1); ; bucket = (bucket + 1) & (Buckets - 1))
        {
            int key = Table[bucket] - 1;
            if (key < 0) return PrivateKey.Unknown;
            if (name.SequenceEqual(Names[key])) return (PrivateKey)key;
        }
    }

    // In the order of the enum.
    private static byte[][] ReadNames()
    {
        string[] names = """
            id method params result error usIn usOut channel data type code message reason
            order_id order_state cancel_reason instrument_name direction price amount filled_amount label post_only reduce_only mmp is_liquidation
            last_update_timestamp trade_id trade_seq timestamp liquidity liquidation fee combo_id combo_trade_id
            size mark_price realized_profit_loss floating_profit_loss realized_funding
            order orders trades positions position has_more
            currency equity balance available_funds initial_margin maintenance_margin limits
            access_token refresh_token expires_in scope enabled index_name frozen_until locked mmp_group
            errors side quote_id self_trading_reject_mode
            """.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);
        return Array.ConvertAll(names, Encoding.ASCII.GetBytes);
    }

    private static byte[] Fill()
    {
        byte[] table = new byte[Buckets];
        for (int key = 0; key < Names.Length; key++)
        {
            int bucket = (int)TextHash.Of(Names[key]) & (Buckets - 1);
            while (table[bucket] != 0) bucket = (bucket + 1) & (Buckets - 1);
            table[bucket] = (byte)(key + 1);
        }

        return table;
    }
}
