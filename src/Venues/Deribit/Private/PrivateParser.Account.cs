using System;
using System.Text.Json;
using Minnow.Core.Model;

namespace Minnow.Venues.Deribit.Private;

/// <content>Results that are one object: authentication, account, protection, cancel-on-disconnect.</content>
public sealed partial class PrivateParser
{
    private readonly RateLimitReader _limits = new();

    private ParseStatus TakeContent(ReadOnlySpan<byte> text)
    {
        PrivateFields fields = _fields[ContentLevel];
        PrivateRow row = Row(text, ContentLevel);
        _message.HasMore = row.Flag(PrivateKey.HasMore);
        if (fields.Has(PrivateKey.AccessToken)) TakeAuthentication(ref row);
        if (fields.Has(PrivateKey.Enabled)) _message.Enabled = row.Flag(PrivateKey.Enabled) ? 1 : 0;
        if (fields.Has(PrivateKey.Equity)) TakeAccount(text, ref row, ContentLevel);
        if (fields.Has(PrivateKey.FrozenUntil)) TakeProtection(ref row);
        if (row.Status != ParseStatus.Ok || KindOf(fields) == PrivateRows.Other) return row.Status;
        return TakeRow(text, PrivateRows.Any, ContentLevel);
    }

    private void TakeAuthentication(ref PrivateRow row)
    {
        row.Need(PrivateKey.ExpiresIn);
        _message.HasAuthentication = true;
        _message.ExpiresInSeconds = row.Integer(PrivateKey.ExpiresIn, 0);
        bool fits = _message.TrySetAccessToken(row.Text(PrivateKey.AccessToken));
        fits &= _message.TrySetRefreshToken(row.Text(PrivateKey.RefreshToken));
        fits &= _message.TrySetScope(row.Text(PrivateKey.Scope));
        if (!fits) row.Refuse(ParseStatus.Overflow);
    }

    private void TakeAccount(ReadOnlySpan<byte> text, ref PrivateRow row, int level)
    {
        _message.HasAccount = true;
        _message.Account = new AccountReport
        {
            EquityE8 = row.E8(PrivateKey.Equity),
            BalanceE8 = row.E8(PrivateKey.Balance),
            AvailableE8 = row.E8(PrivateKey.AvailableFunds),
            InitialMarginE8 = row.E8(PrivateKey.InitialMargin),
            MaintenanceMarginE8 = row.E8(PrivateKey.MaintenanceMargin),
        };
        ReadOnlySpan<byte> currency = row.Text(PrivateKey.Currency);
        _message.CurrencyHash = currency.Length > 0 ? (uint)TextHash.Of(currency) : 0;
        ReadOnlySpan<byte> mode = row.Text(PrivateKey.SelfTradingRejectMode);
        _message.SelfTradeWord = mode.Length > 0 ? TextHash.Of(mode) : 0;
        PrivateValue limits = _fields[level][PrivateKey.Limits];
        if (limits.Type == JsonTokenType.StartObject && row.Status == ParseStatus.Ok)
            row.Refuse(_limits.Read(text[limits.Start..limits.End], currency, _message));
    }

    /// <summary>Of a list of locks. The venue's schema calls the flag <c>enabled</c>, its example <c>locked</c>.</summary>
    private ParseStatus TakeLock(ref PrivateRow row)
    {
        bool isLocked = row.Flag(PrivateKey.Enabled) | row.Flag(PrivateKey.Locked);
        if (!isLocked) return row.Status;
        if (_message.LockedCount == _message.LockedCurrencies.Length) return ParseStatus.TooManyRows;
        _message.LockedCurrencies[_message.LockedCount++] = (uint)TextHash.Of(row.Text(PrivateKey.Currency));
        return row.Status;
    }

    /// <summary>Of our group alone: that of another holds none of our orders, nor does that of ordinary orders while ours are mass quotes.</summary>
    private void TakeProtection(ref PrivateRow row)
    {
        if (!row.Text(PrivateKey.MmpGroup).SequenceEqual(_group)) return;
        long untilNs = row.TimeOfMs(PrivateKey.FrozenUntil);
        ReadOnlySpan<byte> index = row.Text(PrivateKey.IndexName);
        ProtectionState state = new() { FrozenUntilNs = untilNs, IndexHash = index.Length > 0 ? TextHash.Of(index) : 0 };
        // Of several the longest counts; 0 is until somebody resets it.
        bool isShorter = _message.HasProtection && (_message.Protection.FrozenUntilNs == 0 || (untilNs != 0 && untilNs <= _message.Protection.FrozenUntilNs));
        _message.HasProtection = true;
        if (!isShorter) _message.Protection = state;
    }
}
