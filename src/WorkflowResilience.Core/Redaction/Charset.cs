using System.Buffers;

namespace WorkflowResilience.Redaction;

/// <summary>A set of characters that runs of text are made of. Scans remember the run seen last of each set, by its index.</summary>
internal sealed class Charset
{
    internal const int Count = 14;

    internal static readonly Charset Digits = new(0, "0123456789");
    internal static readonly Charset LowerHex = new(1, "0123456789abcdef");
    internal static readonly Charset Hex = new(2, "0123456789abcdefABCDEF");
    internal static readonly Charset UpperDigits = new(3, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");
    internal static readonly Charset Letters = new(4, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
    internal static readonly Charset Alphanumeric = new(5, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");
    internal static readonly Charset Word = new(6, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");
    internal static readonly Charset Base64Url = new(7, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");
    internal static readonly Charset Dotted = new(8, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.~");
    internal static readonly Charset Base64 = new(9, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=");
    internal static readonly Charset Token68 = new(10, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=_-.~%");

    internal static readonly Charset Path = new(12, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=_-.~%\\@:");
    internal static readonly Charset Crypt = new(13, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789./$=,+-");

    /// <summary>What no word of a value holds: white space, control characters, double quotes, backticks, angle brackets. This set is the complement.</summary>
    internal static readonly Charset Value = new(11, [.. Enumerable.Range(0, 33).Select(c => (char)c), '\u007F', '\u0085', '\u00A0', '\u2028', '\u2029', '"', '<', '>', '`'], outside: true);

    private readonly SearchValues<char> _chars;
    private readonly bool _outside;

    private Charset(int index, ReadOnlySpan<char> chars, bool outside = false)
    {
        Index = index;
        _chars = SearchValues.Create(chars);
        _outside = outside;
    }

    internal int Index { get; }

    internal bool Contains(char c) => _chars.Contains(c) != _outside;

    /// <summary>How long the run at the beginning of a text is.</summary>
    internal int RunLength(ReadOnlySpan<char> text)
    {
        int end = _outside ? text.IndexOfAny(_chars) : text.IndexOfAnyExcept(_chars);
        return end < 0 ? text.Length : end;
    }
}
