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
        PrivateValue limits = _fields[level][PrivateKey.Limits];
        if (limits.Type == JsonTokenType.StartObject && row.Status == ParseStatus.Ok)
            row.Refuse(_limits.Read(text[limits.Start..limits.End], currency, _message));
    }

    private void TakeProtection(ref PrivateRow row)
    {
        long untilNs = row.TimeOfMs(PrivateKey.FrozenUntil);
        ReadOnlySpan<byte> index = row.Text(PrivateKey.IndexName);
        _message.Protection = new ProtectionState { FrozenUntilNs = untilNs, IndexHash = index.Length > 0 ? TextHash.Of(index) : 0 };
    }
}
