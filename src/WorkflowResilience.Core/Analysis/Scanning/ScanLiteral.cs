using System.Text;
using static System.FormattableString;

namespace WorkflowResilience.Analysis;

/// <summary>A text to look for, and how: in which case, and between which neighbours. Immutable.</summary>
/// <remarks>
/// <para>Letters of ASCII match in either case unless the literal is ordinal; all other bytes match themselves. The literal is looked for as the bytes of its UTF-8 form.</para>
/// <para>
/// A pattern's text may put parts in braces: <c>{num:403}</c> finds 403 but not in a longer number or word, <c>{word:OOM}</c> finds OOM but not in a longer word; the rest of
/// the text is plain,
/// as in <c>exit code {num:137}</c>. A brace itself is written twice.
/// </para>
/// </remarks>
public sealed record ScanLiteral
{
    /// <summary>The greatest length of a literal, in bytes.</summary>
    public const int MaxLength = 1024;

    private readonly string _pattern;

    internal ScanLiteral(string pattern, string text, bool isOrdinal, ScanEdge before, ScanEdge after)
    {
        _pattern = pattern;
        Text = text;
        IsOrdinal = isOrdinal;
        Before = before;
        After = after;
    }

    /// <summary>What is looked for, without braces.</summary>
    public string Text { get; }

    /// <summary>Whether letters match in their own case alone.</summary>
    public bool IsOrdinal { get; }

    /// <summary>What must not stand before it.</summary>
    public ScanEdge Before { get; }

    /// <summary>What must not stand after it.</summary>
    public ScanEdge After { get; }

    /// <summary>A plain text; braces are nothing special in it.</summary>
    /// <param name="text">1 to <see cref="MaxLength"/> bytes of UTF-8.</param>
    /// <param name="ordinal">Whether letters match in their own case alone.</param>
    /// <exception cref="ArgumentException">The text is empty, too long, or holds half of a surrogate pair.</exception>
    public static ScanLiteral Of(string text, bool ordinal = false)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (Problem(text) is { } problem) throw new ArgumentException(problem, nameof(text));
        return new ScanLiteral(LiteralSyntax.Escape(text), text, ordinal, ScanEdge.Any, ScanEdge.Any);
    }

    /// <summary>Reads the text of a pattern, in which <c>{num:…}</c> and <c>{word:…}</c> are bounded parts and a brace is written twice.</summary>
    /// <param name="pattern">The pattern's text.</param>
    /// <param name="ordinal">Whether letters match in their own case alone.</param>
    /// <exception cref="FormatException">The text is not such a pattern; the message says where and why.</exception>
    public static ScanLiteral Parse(string pattern, bool ordinal = false)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        return LiteralSyntax.Read(pattern, ordinal, out string? problem) ?? throw new FormatException(problem);
    }

    /// <summary>Why a plain text cannot be looked for, or null when it can.</summary>
    internal static string? Problem(string text)
    {
        if (text.Length == 0) return "A literal must not be empty: it would be found everywhere. Give it at least one character.";
        if (HasHalfOfPair(text)) return Invariant($"The literal '{text}' holds half of a surrogate pair, which has no UTF-8 form; remove it.");
        int length = Encoding.UTF8.GetByteCount(text);
        return length > MaxLength ? Invariant($"The literal '{text[..40]}…' has {length} bytes; {MaxLength} are the most. A shorter part of it finds the same place.") : null;
    }

    /// <summary>The pattern that it was read from, or that <see cref="Parse"/> would read it from.</summary>
    public override string ToString() => _pattern;

    private static bool HasHalfOfPair(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1])) i++;
            else if (char.IsSurrogate(text[i])) return true;
        }

        return false;
    }
}
