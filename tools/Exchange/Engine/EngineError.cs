namespace Minnow.Exchange.Engine;

/// <summary>Why a request was refused, as the venue's RPC table numbers it. Code 0 is success.</summary>
/// <param name="Code">Number on the wire.</param>
/// <param name="Message">Word on the wire, with the limit behind it where the venue sends one.</param>
/// <param name="Reason">For -32602: what is wrong with the parameter; else null.</param>
/// <param name="Parameter">For -32602: name of the parameter; else null.</param>
public readonly record struct EngineError(int Code, string Message, string? Reason = null, string? Parameter = null)
{
    /// <summary>No error.</summary>
    public static readonly EngineError None = new(0, "");

    /// <summary>True when the request was carried out.</summary>
    public bool IsNone => Code == 0;

    internal static readonly EngineError QuantityTooLow = new(10002, "qty_too_low");
    internal static readonly EngineError OrderOverlap = new(10003, "order_overlap");
    internal static readonly EngineError OrderNotFound = new(10004, "order_not_found");
    internal static readonly EngineError CodNotEnabled = new(13042, "cod_not_enabled");
    internal static readonly EngineError NotEnoughFunds = new(10009, "not_enough_funds");
    internal static readonly EngineError AlreadyClosed = new(10010, "already_closed");
    internal static readonly EngineError PriceNotAllowed = new(10011, "price_not_allowed");
    internal static readonly EngineError BookClosed = new(10012, "book_closed");
    internal static readonly EngineError LockedByAdmin = new(10019, "locked_by_admin");
    internal static readonly EngineError InvalidAmount = new(10021, "invalid_amount");
    internal static readonly EngineError InvalidPrice = new(10023, "invalid_price");
    internal static readonly EngineError InvalidMaxShow = new(10024, "invalid_max_show");
    internal static readonly EngineError NonIntegerContracts = new(10027, "non_integer_contract_amount");
    internal static readonly EngineError NotOwner = new(10029, "not_owner_of_order");
    internal static readonly EngineError SettlementInProgress = new(10041, "settlement_in_progress");
    internal static readonly EngineError PriceWrongTick = new(10043, "price_wrong_tick");
    internal static readonly EngineError CanNotCancelLiquidation = new(10045, "can_not_cancel_liquidation_order");
    internal static readonly EngineError CanNotEditLiquidation = new(10046, "can_not_edit_liquidation_order");
    internal static readonly EngineError AlreadyFilled = new(11008, "already_filled");
    internal static readonly EngineError PostOnlyNotPossible = new(11021, "post_only_price_modification_not_possible");
    internal static readonly EngineError OtherReject = new(11030, "other_reject");
    internal static readonly EngineError NotOpenOrder = new(11044, "not_open_order");
    internal static readonly EngineError PostOnlyReject = new(11054, "post_only_reject");
    internal static readonly EngineError PostOnlyNotAllowed = new(11055, "post_only_not_allowed");
    internal static readonly EngineError AccountLocked = new(11098, "account_locked");
    internal static readonly EngineError BookNotFound = new(13020, "not_found");
    internal static readonly EngineError MmpFrozen = new(13030, "mmp_trigger");
    internal static readonly EngineError NotUniqueLabel = new(13032, "non_unique_order_label");
    internal static readonly EngineError MmpRequired = new(13040, "mmp_required");
    internal static readonly EngineError QuotesFrozen = new(13043, "quotes_frozen");
    internal static readonly EngineError TimedOut = new(13888, "timed_out");
    internal static readonly EngineError TooManyQuotes = new(13903, "too_many_quotes");

    internal static EngineError Closed(int code) => code switch
    {
        11008 => AlreadyFilled,
        11044 => NotOpenOrder,
        10004 => OrderNotFound,
        _ => AlreadyClosed,
    };

    internal static EngineError Other(string why) => new(11030, "other_reject " + why);

    internal static EngineError PriceTooLow(long limitE8) => new(10005, "price_too_low " + Units.Text(limitE8));

    internal static EngineError PriceTooHigh(long limitE8) => new(10007, "price_too_high " + Units.Text(limitE8));

    internal static EngineError TooManyOpenOrders(int limit) => new(10013, "max_open_orders_per_instrument_reached " + limit);

    internal static EngineError TooManyOrders(int limit) => new(10014, "max_open_orders_reached " + limit);

    internal static EngineError TooLargeOrder(long limitE8) => new(10015, "max_order_size_reached " + Units.Text(limitE8));

    internal static EngineError TooLargePosition(long limitE8) => new(10016, "max_position_size_reached " + Units.Text(limitE8));

    internal static EngineError BadParameter(string parameter, string reason) => new(-32602, "Invalid params", reason, parameter);
}
