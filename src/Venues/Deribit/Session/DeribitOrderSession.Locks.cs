using System;
using Minnow.Core.Model;
using Minnow.Venues.Deribit.Private;
using Minnow.Venues.Session;

namespace Minnow.Venues.Deribit.Session;

/// <content>Whether the venue lets us trade at all: its news tell changes only, so what happened while nobody listened is asked for.</content>
public sealed partial class DeribitOrderSession
{
    private const int MostLockAsks = 5;

    private static readonly uint s_allCurrencies = (uint)TextHash.Of("ALL"u8);
    private static readonly uint s_noCurrency = (uint)TextHash.Of(default);

    private readonly bool[] _locks; // by currency
    private bool _isLockNews;       // news came after the question
    private int _lockAsks;          // questions in a row that news overtook

    /// <summary>News of one currency, or of all. A lock of a currency in which we do not trade is none of ours.</summary>
    private void LockChanged(PrivateMessage message, long nowNs)
    {
        _isLockNews = true;
        SetLock(message.CurrencyHash, message.Locked);
        ReportLock(nowNs);
    }

    private void AskLocks(long nowNs)
    {
        _lockAsks = 0;
        Next(StartStep.Locks, nowNs);
    }

    /// <summary>The answer to the question: what was believed before gives way. News that came after the question may be of one currency alone, so it is asked again.</summary>
    private void LocksTold(PrivateMessage message, long nowNs)
    {
        if (_isLockNews && ++_lockAsks < MostLockAsks)
        {
            Next(StartStep.Locks, nowNs);
            return;
        }

        // Where news never end, a lock of either is one: it holds us, which costs less than to trade on a stale answer.
        if (!_isLockNews) SetLock(s_allCurrencies, isLocked: false);
        for (int i = 0; i < message.LockedCount; i++) SetLock(message.LockedCurrencies[i], isLocked: true);
        ReportLock(nowNs);
        Next(StartStep.Protections, nowNs);
    }

    /// <summary>The venue does not say: what is believed stays. A key that may trade may lack the right to ask, and a lock shows in what the venue refuses.</summary>
    private void LocksUntold(string text, long nowNs)
    {
        _counters.LocksUntold++;
        if (!_link.IsOpen || Wish != LinkWish.Open) return;
        FailureText = text;
        ReportLock(nowNs);
        Next(StartStep.Protections, nowNs);
    }

    /// <summary>True for an error to the question for locks that is about the question alone.</summary>
    private static bool IsOfQuestion(in Request request, int errorCode, in ErrorMeaning meaning) =>
        request.Kind == RequestKind.StepLocks && !meaning.NeedsAuthentication && errorCode is not (VenueCodes.TooManyRequests or VenueCodes.Maintenance or VenueCodes.AccountLocked);

    private void SetLock(uint currencyHash, bool isLocked)
    {
        // Whoever names no currency means the account.
        bool isAll = currencyHash == s_allCurrencies || currencyHash == s_noCurrency;
        for (int currency = 0; currency < _locks.Length; currency++)
            if (isAll || currencyHash == (uint)TextHash.Of(_markets.Currencies[currency])) _locks[currency] = isLocked;
    }

    private void ReportLock(long nowNs)
    {
        ref Event e = ref Add(EventKind.AccountLock, Units.NoInstrument, nowNs);
        if (Array.IndexOf(_locks, true) >= 0) e.Flags |= EventFlags.Lost;
    }
}
