namespace Minnow.Host.Net;

/// <summary>Close codes of RFC 6455, 7.4, and the registry it made.</summary>
public static class WebSocketCloseCode
{
    /// <summary>Done.</summary>
    public const int Normal = 1000;

    /// <summary>The protocol was broken.</summary>
    public const int Protocol = 1002;

    /// <summary>A kind of data that is not taken.</summary>
    public const int Unsupported = 1003;

    /// <summary>Stands for a close frame without a code. Never sent.</summary>
    public const int None = 1005;

    /// <summary>A message over the limit.</summary>
    public const int TooBig = 1009;

    /// <summary>True for a code that a peer may send: the registered ones, and 3000 to 4999 for libraries and applications.</summary>
    public static bool MayBeSent(int code) => code is (>= 1000 and <= 1003) or (>= 1007 and <= 1014) or (>= 3000 and <= 4999);
}
