using System.Buffers;

namespace WorkflowResilience.Redaction;

/// <summary>Sets of characters that several questions about short texts ask for.</summary>
internal static class Letters
{
    internal static readonly SearchValues<char> LowerHex = SearchValues.Create("0123456789abcdef");
    internal static readonly SearchValues<char> Hex = SearchValues.Create("0123456789abcdefABCDEF");
    internal static readonly SearchValues<char> Ports = SearchValues.Create("0123456789:.");
    internal static readonly SearchValues<char> Dotted = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_.");
    internal static readonly SearchValues<char> Variable = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_.:");
    internal static readonly SearchValues<char> Constant = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");
    internal static readonly SearchValues<char> Drawn = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-+=%~");
    internal static readonly SearchValues<char> Mask = SearchValues.Create("*xX.•…-_#?+ ");
    internal static readonly SearchValues<char> Code = SearchValues.Create(" (){}");
    internal static readonly SearchValues<char> CookieEnds = SearchValues.Create("\r\n\"'`\\");
    internal static readonly SearchValues<char> QueryValueEnds = SearchValues.Create(@"#'\),;]}");
    internal static readonly SearchValues<char> Blanks = SearchValues.Create(" \t\r\n\"'=");
    internal static readonly SearchValues<char> LineEnds = SearchValues.Create("\r\n|;");
    internal static readonly SearchValues<char> PasswordSigns = SearchValues.Create("!#$%^&*~?+");
    internal static readonly SearchValues<char> Joints = SearchValues.Create("-_./: ");
}
