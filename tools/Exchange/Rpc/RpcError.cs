namespace Minnow.Exchange.Rpc;

/// <summary>The error of a reply. Data is an object {reason,param}, a plain string, or absent.</summary>
internal readonly record struct RpcError(int Code, string Message, string? Reason = null, string? Param = null, string? DataText = null)
{
    public static readonly RpcError AuthorizationRequired = new(10000, "authorization_required");
    public static readonly RpcError OrderNotFound = new(10004, "order_not_found");
    public static readonly RpcError QuantityTooLow = new(10002, "qty_too_low");
    public static readonly RpcError NotOpenOrder = new(11044, "not_open_order");
    public static readonly RpcError TooManyRequests = new(10028, "too_many_requests");
    public static readonly RpcError QueueFull = new(10047, "matching_engine_queue_full");
    public static readonly RpcError CodFailed = new(10049, "cancel_on_disconnect_failed");
    public static readonly RpcError LockTimeExceeded = new(10050, "lock_time_exceeded");
    public static readonly RpcError MustBeWebSocket = new(10030, "must_be_websocket_request");
    public static readonly RpcError BadJson = new(11050, "bad_request", DataText: "invalid json");
    public static readonly RpcError BadRequest = new(11050, "bad_request", DataText: "not a request object");
    public static readonly RpcError Maintenance = new(11051, "system_maintenance");
    public static readonly RpcError Internal = new(11094, "internal_server_error");
    public static readonly RpcError AccountLocked = new(11098, "account_locked");
    public static readonly RpcError InvalidCredentials = new(13004, "invalid_credentials");
    public static readonly RpcError NonUniqueLabel = new(13032, "non_unique_order_label");
    public static readonly RpcError MmpRequired = new(13040, "mmp_required");
    public static readonly RpcError CodNotEnabled = new(13042, "cod_not_enabled");
    public static readonly RpcError CancelledByUser = new(13666, "request_cancelled_by_user");
    public static readonly RpcError Replaced = new(13777, "replaced");
    public static readonly RpcError RawUnauthorized = new(13778, "raw_subscriptions_not_available_for_unauthorized");
    public static readonly RpcError TimedOut = new(13888, "timed_out");
    public static readonly RpcError TooLarge = new(-32600, "request entity too large");
    public static readonly RpcError InvalidRequest = new(-32600, "Invalid Request");
    public static readonly RpcError UnknownMethod = new(-32601, "Method not found");
    public static readonly RpcError MissingParams = new(-32000, "Missing params");

    public static RpcError Unauthorized(string reason) => new(13009, "unauthorized", reason, "access_token");

    public static RpcError Invalid(string param, string reason) => new(-32602, "Invalid params", reason, param);

    /// <summary>The same by the documentation page's own numbers.</summary>
    public RpcError ByArticle() => Code switch
    {
        10009 => this with { Code = 10002, Message = "insufficient_funds" },
        10004 => this with { Code = 11000 },
        10010 => this with { Code = 11001 },
        11054 => this with { Code = 11006 },
        10013 or 10014 or 10015 or 10016 or 10017 or 10018 => this with { Code = 11008, Message = "max_position" },
        -32602 => this with { Code = 10009, Message = "invalid_argument" },
        13009 => this with { Message = "invalid_token" },
        _ => this,
    };
}
