using System;

namespace Minnow.Exchange.Engine;

/// <summary>Highest and lowest price, volume and price change over the trailing 24 hours, in buckets of 15 minutes.</summary>
public sealed class DayStats
{
    private const int Buckets = 97;
    private const long BucketUs = 15 * 60 * Units.SecondUs;

    private readonly Bucket[] _buckets = new Bucket[Buckets];

    private struct Bucket
    {
        public long Number;
        public long FirstE8;
        public long HighE8;
        public long LowE8;
        public long CoinE8;
        public long QuoteE8;
    }

    /// <summary>The figures at a time.</summary>
    /// <param name="nowUs">µs since 1970.</param>
    public (long HighE8, long LowE8, long FirstE8, decimal Volume, decimal VolumeUsd) At(long nowUs)
    {
        long last = nowUs / BucketUs;
        (long high, long low, long first, long coinE8, long quoteE8) = (0L, 0L, 0L, 0L, 0L);
        for (long number = Math.Max(1, last - Buckets + 1); number <= last; number++)
        {
            ref Bucket bucket = ref _buckets[number % Buckets];
            if (bucket.Number != number) continue;
            if (first == 0) first = bucket.FirstE8;
            high = Math.Max(high, bucket.HighE8);
            low = low == 0 ? bucket.LowE8 : Math.Min(low, bucket.LowE8);
            coinE8 += bucket.CoinE8;
            quoteE8 += bucket.QuoteE8;
        }

        return (high, low, first, Units.ToDecimal(coinE8), Units.ToDecimal(quoteE8));
    }

    internal void Add(InstrumentSpec spec, long nowUs, long priceE8, long amountE8, Int128 valueE16)
    {
        long number = nowUs / BucketUs;
        ref Bucket bucket = ref _buckets[number % Buckets];
        if (bucket.Number != number) bucket = new Bucket { Number = number, FirstE8 = priceE8, HighE8 = priceE8, LowE8 = priceE8 };
        bucket.HighE8 = Math.Max(bucket.HighE8, priceE8);
        bucket.LowE8 = Math.Min(bucket.LowE8, priceE8);
        long otherE8 = Units.E16ToE8(valueE16);
        bucket.CoinE8 += spec.IsInverse ? otherE8 : amountE8;
        bucket.QuoteE8 += spec.IsInverse ? amountE8 : otherE8;
    }
}
