namespace Minnow.Venues.Deribit.Session;

/// <summary>Error codes that a session itself acts on. Source: docs.deribit.com, RPC error codes.</summary>
internal static class VenueCodes
{
    internal const int OrderNotFound = 10004;
    internal const int TooManyRequests = 10028;
    internal const int CancelOnDisconnectFailed = 10049;
    internal const int LiquidationCancel = 10045;
    internal const int LiquidationEdit = 10046;
    internal const int Maintenance = 11051;
    internal const int AccountLocked = 11098;
    internal const int InvalidCredentials = 13004;
    internal const int Unauthorized = 13009;
}
