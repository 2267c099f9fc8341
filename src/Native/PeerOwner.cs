namespace Minnow.Native;

/// <summary>Who is at the other end of a local socket, as the kernel noted it when the connection was made.</summary>
/// <param name="Process">Its process id; 0 if it can not be seen from here.</param>
/// <param name="User">Its effective user.</param>
public readonly record struct PeerOwner(int Process, uint User);
