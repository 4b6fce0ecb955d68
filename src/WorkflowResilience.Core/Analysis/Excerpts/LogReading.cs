using System.Buffers;

namespace WorkflowResilience.Analysis;

/// <summary>What was read of a log: its pieces, cleaned, redacted and rated. Excerpts and diagnoses are made of it.</summary>
internal sealed class LogReading
{
    // Of a list of lines, this much of the end is looked at.
    private const int MaxJoined = 4 * 1024 * 1024;

    private static readonly SearchValues<string> s_signs = SearchValues.Create(
        ["error", "exception", "fatal", "panic", "caused by", "denied", "refused", "no space left", "out of memory", "timed out", "cannot ", "could not"], StringComparison.OrdinalIgnoreCase);

    private readonly List<LogPiece> _pieces = [];
    private readonly int _linesBefore;
    private readonly int _total;

    private LogReading(string text, int linesBefore)
    {
        ReadOnlySpan<char> whole = text;
        whole = whole.TrimEnd("\r\n");
        _linesBefore = linesBefore;
        _total = whole.IsEmpty ? 0 : whole.Count('\n') + 1;
        if (whole.Length <= LogPieces.Head + LogPieces.Tail)
        {
            Add(RatedText.Of(whole, text), _total);
            return;
        }

        Range head = LogPieces.Of(whole, 0, LogPieces.Head), tail = LogPieces.Of(whole, whole.Length - LogPieces.Tail, whole.Length);
        RatedText first = RatedText.Of(whole[head]);
        RatedText last = RatedText.Of(whole[tail]);
        Add(first, first.LineFeeds + 1);
        if (!IsClear(first) && !IsClear(last) && FindInMiddle(whole, head.End.Value, tail.Start.Value, _total, out int line) is { } middle) Add(middle, line);
        Add(last, _total);
    }

    /// <summary>The pieces, in the order of the text.</summary>
    internal IReadOnlyList<LogPiece> Pieces => _pieces;

    /// <summary>Reads a text.</summary>
    internal static LogReading Of(string text) => new(text, 0);

    /// <summary>Reads lines, the oldest first; of more than 4 M characters the last.</summary>
    internal static LogReading Of(IReadOnlyList<string> lines)
    {
        int first = lines.Count;
        long length = 0;
        while (first > 0 && length + lines[first - 1].Length < MaxJoined) length += lines[--first].Length + 1;
        return first == lines.Count && first > 0 ? new LogReading(lines[^1], first - 1) : new LogReading(string.Join('\n', lines.Skip(first)), first);
    }

    /// <summary>Whether a line says clearly enough that something failed.</summary>
    internal bool SaysFailure => _pieces.Exists(static piece => piece.Text.Lines.Exists(line => line.Role switch
    {
        ExcerptRole.Cause => line.Score > LineRating.Enough,
        ExcerptRole.Secondary => piece.Text[line].IndexOf("cache", StringComparison.OrdinalIgnoreCase) < 0,
        ExcerptRole.Wrapper or ExcerptRole.TestReport => true,
        _ => false,
    } && !IsTriedAgain(piece.Text, line)));

    // Announced to be tried again, and not the last that is said.
    private static bool IsTriedAgain(RatedText text, in RatedLine line) => line.Index < text.LineFeeds && Mentions.AnnouncesRetry(text[line]) && !Mentions.GivesUp(text.Text);

    /// <summary>The lines that say most.</summary>
    internal FailureExcerpt Excerpt(int maxLines)
    {
        var builder = new ExcerptBuilder(_linesBefore, _total, maxLines);
        foreach (LogPiece piece in _pieces) builder.Add(piece.Text, piece.FirstNumber);
        return builder.Build();
    }

    private void Add(RatedText text, int lastLine) => _pieces.Add(new LogPiece(text, _linesBefore + lastLine - text.LineFeeds));

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
