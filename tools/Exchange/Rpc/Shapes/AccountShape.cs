using System.Collections.Generic;
using System.Text;
using Minnow.Exchange.Engine;
using Minnow.Exchange.Rpc.Access;
using Minnow.Exchange.Rpc.Json;

namespace Minnow.Exchange.Rpc.Shapes;

/// <summary>An account's money in one currency, as user.portfolio and get_account_summary write it.</summary>
internal static class AccountShape
{
    private const long CatalogueMakerE8 = 15_000;
    private const long CatalogueTakerE8 = 35_000;

    private static readonly (string Index, string[] Kinds)[] s_fees =
        [("btc_usd", ["perpetual", "future"]), ("btc_usdc", ["perpetual"]), ("eth_usd", ["perpetual"])];

    public static void WriteMoney(JsonOut to, Account account, string currency)
    {
        Wallet? wallet = account.WalletIn(currency);
        long equity = wallet is null ? 0 : PositionShape.E8(wallet.Equity);
        long available = wallet is null ? 0 : PositionShape.E8(wallet.AvailableFunds);
        long initial = wallet is null ? 0 : PositionShape.E8((decimal)wallet.InitialMargin);
        long maintenance = wallet is null ? 0 : PositionShape.E8((decimal)wallet.MaintenanceMargin);
        long realised = wallet is null ? 0 : PositionShape.E8(wallet.SessionRealised);
        long unrealised = wallet is null ? 0 : PositionShape.E8(wallet.SessionUnrealised);
        long total = wallet is null ? 0 : PositionShape.E8(wallet.TotalProfit);
        to.Text("currency"u8, currency);
        to.Decimal("balance"u8, wallet?.BalanceE8 ?? 0);
        to.Decimal("equity"u8, equity);
        to.Decimal("margin_balance"u8, equity);
        to.Decimal("available_funds"u8, available);
        to.Decimal("available_withdrawal_funds"u8, available);
        to.Decimal("initial_margin"u8, initial);
        to.Decimal("maintenance_margin"u8, maintenance);
        to.Decimal("projected_initial_margin"u8, initial);
        to.Decimal("projected_maintenance_margin"u8, maintenance);
        to.Decimal("session_rpl"u8, realised);
        to.Decimal("session_upl"u8, unrealised);
        to.Decimal("futures_session_rpl"u8, realised);
        to.Decimal("futures_session_upl"u8, unrealised);
        to.Decimal("futures_pl"u8, total);
        to.Decimal("total_pl"u8, total);
        WriteDelta(to, wallet);
        to.Text("margin_model"u8, "segregated_sm"u8);
        to.Flag("cross_collateral_enabled"u8, false);
        to.Flag("portfolio_margining_enabled"u8, false);
        to.Decimal("fee_balance"u8, 0);
        to.Decimal("additional_reserve"u8, 0);
        to.Decimal("spot_reserve"u8, 0);
        to.Decimal("options_value"u8, 0);
    }

    public static void WriteExtended(JsonOut to, AccountState state)
    {
        Account account = state.Account;
        to.Int("id"u8, account.Id);
        to.Text("type"u8, "main"u8);
        to.Text("username"u8, account.Name);
        to.Text("system_name"u8, account.Name);
        to.Text("email"u8, "nobody@example.invalid"u8);
        to.Int("creation_timestamp"u8, account.CreatedUs / 1000);
        to.Flag("mmp_enabled"u8, account.Spec.MayUseMmp);
        to.Flag("login_enabled"u8, true);
        to.Text("self_trading_reject_mode"u8, Words.Of(account.SelfTradeMode));
        to.Flag("self_trading_extended_to_subaccounts"u8, account.SelfTradeAcrossSubaccounts);
        WriteFees(to, account);
    }

    public static void WriteLimits(JsonOut to, Credits credits)
    {
        to.Begin("limits"u8);
        to.Flag("limits_per_currency"u8, to.Shapes.LimitsPerCurrency);
        Pair(to, "non_matching_engine"u8, Credits.NonMatchingBurst, Credits.NonMatchingRate);
        if (to.Shapes.LimitsPerCurrency)
        {
            WriteMatching(to, "btc"u8, credits);
            WriteMatching(to, "eth"u8, credits);
            WriteMatching(to, "usdc"u8, credits);
        }
        else
        {
            WriteMatching(to, "matching_engine"u8, credits);
        }

        to.End();
    }

    private static void WriteMatching(JsonOut to, System.ReadOnlySpan<byte> name, Credits credits)
    {
        bool other = to.Shapes.OtherLimitNames;
        to.Begin(name);
        to.Begin("trading"u8);
        Pair(to, "total"u8, credits.MatchingBurst, credits.MatchingRate);
        to.End();
        Pair(to, "spot"u8, credits.MatchingBurst, credits.MatchingRate);
        Pair(to, "cancel_all"u8, Credits.CancelAllBurst, Credits.CancelAllRate);
        Pair(to, other ? "quotes"u8 : "maximum_quotes"u8, 500, 500);
        Pair(to, other ? "max_quotes"u8 : "maximum_mass_quotes"u8, 100, 10);
        Pair(to, other ? "guaranteed_quotes"u8 : "guaranteed_mass_quotes"u8, 2, 2);
        to.End();
    }

    private static void Pair(JsonOut to, System.ReadOnlySpan<byte> name, int burst, int rate)
    {
        to.Begin(name);
        to.Int("burst"u8, burst);
        to.Int("rate"u8, rate);
        to.End();
    }

    private static void WriteDelta(JsonOut to, Wallet? wallet)
    {
        decimal sum = 0;
        List<(string Index, decimal Delta)> byIndex = [];
        for (int i = 0; i < (wallet?.AllPositions.Count ?? 0); i++)
        {
            Position position = wallet!.AllPositions[i];
            if (position.SizeE8 == 0) continue;
            string index = position.Instrument.Spec.IndexName;
            int known = byIndex.FindIndex(entry => entry.Index == index);
            sum += position.SizeCurrency;
            if (known < 0) byIndex.Add((index, position.SizeCurrency));
            else byIndex[known] = (index, byIndex[known].Delta + position.SizeCurrency);
        }

        to.Begin("delta_total_map"u8);
        foreach ((string index, decimal delta) in byIndex) to.Decimal(Encoding.UTF8.GetBytes(index), PositionShape.E8(delta));
        to.End();
        to.Decimal("delta_total"u8, PositionShape.E8(sum));
    }

    private static void WriteFees(JsonOut to, Account account)
    {
        AccountSpec spec = account.Spec;
        if (spec.MakerFeeE8 is null && spec.TakerFeeE8 is null) return;
        if (to.Shapes.FeesAsMap)
        {
            to.Begin("fees"u8);
            foreach ((string index, string[] kinds) in s_fees)
            {
                to.Begin(Encoding.UTF8.GetBytes(index));
                foreach (string kind in kinds) WriteFee(to, Encoding.UTF8.GetBytes(kind), spec);
                to.End();
            }

            to.End();
            return;
        }

        to.BeginArray("fees"u8);
        foreach ((string index, string[] kinds) in s_fees)
        {
            foreach (string kind in kinds)
            {
                to.Begin();
                to.Text("index_name"u8, index);
                to.Text("kind"u8, kind);
                WriteFee(to, "value"u8, spec);
                to.End();
            }
        }

        to.EndArray();
    }

    private static void WriteFee(JsonOut to, System.ReadOnlySpan<byte> name, AccountSpec spec)
    {
        bool isRelative = to.Shapes.RelativeFees;
        to.Begin(name);
        to.Begin("default"u8);
        to.Text("type"u8, isRelative ? "relative"u8 : "fixed"u8);
        if (spec.TakerFeeE8 is long taker) to.Decimal("taker"u8, isRelative ? Relative(taker, CatalogueTakerE8) : taker);
        if (spec.MakerFeeE8 is long maker) to.Decimal("maker"u8, isRelative ? Relative(maker, CatalogueMakerE8) : maker);
        to.End();
        to.Decimal("block_trade"u8, Units.One * 3 / 10);
        to.End();
    }

    private static long Relative(long rateE8, long catalogueE8) => (long)((System.Int128)rateE8 * Units.One / catalogueE8);
}
