namespace WorkflowResilience.Analysis;

/// <summary>Which pieces of a text are looked at. Pure arithmetic over borders: nothing is copied here.</summary>
internal static class LogPieces
{
    /// <summary>How much of a text's beginning is looked at, in characters.</summary>
    internal const int Head = 64 * 1024;

    /// <summary>How much of its end is looked at, in characters.</summary>
    internal const int Tail = 256 * 1024;

    /// <summary>How much of the middle is searched from its end towards its beginning, in characters, when neither head nor tail names a strong cause.</summary>
    internal const int Middle = 4 * 1024 * 1024;

    /// <summary>The middle is searched in pieces of this many characters.</summary>
    internal const int Step = 64 * 1024;

    // A line that is longer than its piece: what stood before its first blank may belong to a secret that began outside, and so may what stands soon behind.
    private const int Margin = 4 * 1024;
    private const string OpensBlock = "-----BEGIN ";
    private const string ClosesBlock = "-----END ";

    /// <summary>A piece of a text that begins and ends with whole lines, or with whole words where one line is longer than it, and not inside a key block.</summary>
    internal static Range Of(ReadOnlySpan<char> text, int start, int end)
    {
        if (start > 0) start = Start(text, start, end);
        if (end < text.Length) end = End(text, start, end);
        ReadOnlySpan<char> piece = text[start..end];
        int closes = piece.IndexOf(ClosesBlock, StringComparison.Ordinal);
        if (start > 0 && closes >= 0 && piece[..closes].IndexOf(OpensBlock, StringComparison.Ordinal) < 0)
        {
            int feed = piece[closes..].IndexOf('\n');
            start = feed < 0 ? end : start + closes + feed + 1;
        }

        return start..Math.Max(start, end);
    }

    private static int Start(ReadOnlySpan<char> text, int start, int end)
    {
        if (text[start - 1] == '\n') return start;
        int feed = text[start..end].IndexOf('\n');
        if (feed >= 0) return start + feed + 1;
        int from = Math.Min(start + Margin, end);
        int blank = text[from..end].IndexOfAny(' ', '\t');
        return blank < 0 ? end : from + blank + 1;
    }

    private static int End(ReadOnlySpan<char> text, int start, int end)
    {
        int feed = text[start..end].LastIndexOf('\n');
        if (feed >= 0) return start + feed;
        int blank = text[start..Math.Max(start, end - Margin)].LastIndexOfAny(' ', '\t');
        return blank < 0 ? start : start + blank;
    }
}
