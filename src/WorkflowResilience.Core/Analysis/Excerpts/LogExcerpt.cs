using System.Buffers;

namespace WorkflowResilience.Analysis;

/// <summary>Finds the lines of a log, of a program's output or of an error's message that say why something failed.</summary>
/// <remarks>
/// <para>
/// Thread-safe; time linear in the text, memory bounded whatever its length; never throws because of what a text holds. Of a text longer than 320 K characters the first
/// 64 K and the last 256 K are read; when neither names a cause clearly, the middle is searched from its end, 64 K at a time and 4 M at most, until one does.
/// </para>
/// <para>
/// Terminal codes, overwritten progress, time stamps and collectors' prefixes are removed; then what is read is redacted as a whole by <see cref="FailureText.Redact"/>,
/// before it is cut into lines. Lines keep their numbers in the text; where redaction joined lines (a key block), those before it count too high.
/// </para>
/// </remarks>
public static class LogExcerpt
{
    /// <summary>How many lines about the failure are kept unless said otherwise.</summary>
    public const int DefaultLines = 20;

    /// <summary>The longest line of an excerpt, in characters.</summary>
    public const int MaxLineLength = 500;

    // Of a list of lines, this much of the end is looked at.
    private const int MaxJoined = 4 * 1024 * 1024;

    private static readonly SearchValues<string> s_signs = SearchValues.Create(
        ["error", "exception", "fatal", "panic", "caused by", "denied", "refused", "no space left", "out of memory", "timed out", "cannot ", "could not"], StringComparison.OrdinalIgnoreCase);

    /// <summary>The excerpt of a text.</summary>
    /// <param name="text">The text, of any length; lines end with line feeds.</param>
    /// <param name="maxLines">How many of the last lines that say something of the failure are kept, from 1; some lines around the cause come on top.</param>
    /// <returns>The excerpt; without a cause when no line names one.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxLines"/> is less than 1.</exception>
    public static FailureExcerpt Of(string text, int maxLines = DefaultLines)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxLines, 1);
        return Of(text, 0, maxLines);
    }

    /// <summary>The excerpt of lines, the oldest first. Of more than 4 M characters the last are taken.</summary>
    /// <param name="lines">The lines; one that holds line feeds counts as several.</param>
    /// <param name="maxLines">How many of the last lines that say something of the failure are kept, from 1; some lines around the cause come on top.</param>
    /// <returns>The excerpt; without a cause when no line names one.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxLines"/> is less than 1.</exception>
    public static FailureExcerpt Of(IReadOnlyList<string> lines, int maxLines = DefaultLines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxLines, 1);
        int first = lines.Count;
        long length = 0;
        while (first > 0 && length + lines[first - 1].Length < MaxJoined) length += lines[--first].Length + 1;
        if (first == lines.Count && first > 0) return Of(lines[^1], first - 1, maxLines);
        return Of(string.Join('\n', lines.Skip(first)), first, maxLines);
    }

    private static FailureExcerpt Of(string text, int linesBefore, int maxLines)
    {
        ReadOnlySpan<char> whole = text;
        whole = whole.TrimEnd("\r\n");
        int total = whole.IsEmpty ? 0 : whole.Count('\n') + 1;
        var builder = new ExcerptBuilder(linesBefore, total, maxLines);
        if (whole.Length <= LogPieces.Head + LogPieces.Tail)
        {
            builder.Add(RatedText.Of(whole), total);
            return builder.Build();
        }

        Range head = LogPieces.Of(whole, 0, LogPieces.Head), tail = LogPieces.Of(whole, whole.Length - LogPieces.Tail, whole.Length);
        RatedText first = RatedText.Of(whole[head]);
        RatedText last = RatedText.Of(whole[tail]);
        int lastEnd = total;
        builder.Add(first, first.LineFeeds + 1);
        if (!IsClear(first) && !IsClear(last) && FindInMiddle(whole, head.End.Value, tail.Start.Value, total, out int line) is { } middle) builder.Add(middle, line);
        builder.Add(last, lastEnd);
        return builder.Build();
    }

    private static bool IsClear(RatedText piece) => piece.Lines.Exists(static line => line.Role == ExcerptRole.Cause && line.Score >= LineRating.Strong);

    // The piece nearest to the end that names a cause clearly, and the number of its last line.
    private static RatedText? FindInMiddle(ReadOnlySpan<char> text, int from, int to, int total, out int lastLine)
    {
        lastLine = 0;
        int lowest = Math.Max(from, to - LogPieces.Middle);
        for (int end = to; end > lowest; end -= LogPieces.Step)
        {
            int start = Math.Max(lowest, end - LogPieces.Step);
            if (text[start..end].IndexOfAny(s_signs) < 0) continue;
            Range range = LogPieces.Of(text, start, end);
            RatedText piece = RatedText.Of(text[range]);
            if (!IsClear(piece)) continue;
            lastLine = total - text[range.End.Value..].Count('\n');
            return piece;
        }

        return null;
    }
}
