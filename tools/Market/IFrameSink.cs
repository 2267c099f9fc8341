namespace Minnow.Market;

/// <summary>Where frames end up.</summary>
public interface IFrameSink
{
    /// <summary>Takes one frame. Receive times rise from call to call.</summary>
    /// <param name="channel">What it is about.</param>
    /// <param name="receivedNs">When it arrived, ns since 1970.</param>
    /// <param name="frame">JSON text, UTF-8, no line end.</param>
    void Frame(Channel channel, long receivedNs, byte[] frame);
}
