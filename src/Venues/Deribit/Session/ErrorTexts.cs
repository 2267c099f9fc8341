using System.Text;
using Minnow.Venues.Deribit.Private;

namespace Minnow.Venues.Deribit.Session;

/// <summary>An error of the venue in words for a person: what was asked, code, text. The venue's text is printable and cut.</summary>
internal static class ErrorTexts
{
    private const int MaxChars = 256;

    internal static string Of(RequestKind kind, PrivateMessage message)
    {
        string text = Encoding.UTF8.GetString(message.Text);
        string detail = Encoding.UTF8.GetString(message.Detail);
        text = $"{kind}: error {message.ErrorCode} {text} {detail}".TrimEnd();
        return text.Length <= MaxChars ? text : text[..MaxChars];
    }
}
