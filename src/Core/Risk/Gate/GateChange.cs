namespace Minnow.Core.Risk.Gate;

/// <summary>What became of a wish to change a limit.</summary>
public enum GateChange : byte
{
    /// <summary>It holds now; orders beyond it are cancelled.</summary>
    Done = 0,

    /// <summary>There is no such limit, or no such instrument.</summary>
    Unknown = 1,

    /// <summary>The limit can not have this value.</summary>
    Impossible = 2,

    /// <summary>It would let more through than before: only a restart may, or a person who confirms it.</summary>
    Looser = 3,
}
