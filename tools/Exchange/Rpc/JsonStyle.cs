namespace Minnow.Exchange.Rpc;

/// <summary>How the venue writes its JSON. All of it is legal, and all of it was seen on the wire.</summary>
public sealed class JsonStyle
{
    /// <summary>Chance that a decimal number is written with an exponent (<c>9.21e4</c>), 0 to 1.</summary>
    public double Exponent { get; set; }

    /// <summary>Chance that a whole number is written with a fraction (<c>10.0</c>), 0 to 1. Integers of the envelope and ids stay whole.</summary>
    public double Fraction { get; set; } = 1;

    /// <summary>Chance that the members of an object change places, 0 to 1.</summary>
    public double Shuffle { get; set; }

    /// <summary>Chance that an object carries a member nobody knows, 0 to 1.</summary>
    public double Unknown { get; set; }

    /// <summary>Chance of either for the outermost objects: replies and the heads of notifications, 0 to 1.</summary>
    public double Envelope { get; set; }

    /// <summary>Which of the known shapes are written.</summary>
    public ShapeStyle Shapes { get; set; } = new();
}
