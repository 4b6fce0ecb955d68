namespace WorkflowResilience.Analysis;

/// <summary>Puts the pieces of a text together: the cause, the last lines that say something, and what stands around the cause.</summary>
internal sealed class ExcerptBuilder(int linesBefore, int total, int maxLines)
{
    private const int ContextBefore = 2;
    private const int ContextAfter = 6;
    private const string Cut = " … ";

    private readonly List<(RatedText Piece, int FirstNumber)> _pieces = [];
    private readonly List<RatedLine> _lines = [];
    private readonly List<int> _pieceOf = [];
    private int _place;

    /// <summary>Adds a piece, in the order of the text.</summary>
    /// <param name="piece">The piece.</param>
    /// <param name="firstNumber">The number of its first line in the text, from 1.</param>
    internal void Add(RatedText piece, int firstNumber)
    {
        int place = 0;
        foreach (RatedLine line in piece.Lines)
        {
            _lines.Add(line with { Place = _place + line.Place });
            _pieceOf.Add(_pieces.Count);
            place = line.Place;
        }

        // What lies between two pieces is a distance.
        _place += place + 1000;
        _pieces.Add((piece, firstNumber));
    }

    internal FailureExcerpt Build()
    {
        int cause = CauseChoice.Of(_lines);
        var kept = new SortedDictionary<int, ExcerptLine>();
        string? text = null;
        if (cause >= 0)
        {
            text = Keep(kept, cause, ExcerptRole.Cause);
            Surround(kept, cause);
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        if (text is not null) seen.Add(text);
        bool clear = cause >= 0 && _lines[cause].Role == ExcerptRole.Cause;
        for (int i = _lines.Count - 1, left = maxLines - (cause >= 0 ? 1 : 0); i >= 0 && left > 0; i--)
        {
            if (i == cause || !seen.Add(Text(i))) continue;
            ExcerptRole role = _lines[i].Role == ExcerptRole.Secondary && !clear ? ExcerptRole.Cause : _lines[i].Role;
            Keep(kept, i, role);
            left--;
        }

        return new FailureExcerpt { Cause = text, Lines = [.. kept.Values], TotalLines = linesBefore + total };
    }

    private string Keep(SortedDictionary<int, ExcerptLine> kept, int index, ExcerptRole role)
    {
        string text = Text(index);
        int number = _pieces[_pieceOf[index]].FirstNumber + _lines[index].Index;
        kept[number] = new ExcerptLine(number, role, text);
        return text;
    }

    private string Text(int index) => Shown(_pieces[_pieceOf[index]].Piece[_lines[index]], _lines[index].At);

    // What a person reads next: where it happened, what came just before.
    private void Surround(SortedDictionary<int, ExcerptLine> kept, int cause)
    {
        (RatedText piece, int first) = _pieces[_pieceOf[cause]];
        RatedLine line = _lines[cause];
        int number = first + line.Index;
        int end = line.Start;
        for (int left = ContextBefore, n = number - 1; left > 0 && end > 0; n--)
        {
            int start = piece.Text.AsSpan(0, end - 1).LastIndexOf('\n') + 1;
            if (Context(kept, n, piece.Text.AsSpan(start..(end - 1)))) left--;
            end = start;
        }

        int next = line.Start + line.Length + 1;
        for (int left = ContextAfter, n = number + 1; left > 0 && next < piece.Text.Length; n++)
        {
            int length = piece.Text.AsSpan(next).IndexOf('\n');
            if (length < 0) length = piece.Text.Length - next;
            if (Context(kept, n, piece.Text.AsSpan(next, length))) left--;
            next += length + 1;
        }
    }

    private static bool Context(SortedDictionary<int, ExcerptLine> kept, int number, ReadOnlySpan<char> line)
    {
        if (line.IsWhiteSpace()) return false;
        kept[number] = new ExcerptLine(number, ExcerptRole.Context, Shown(line, 0));
        return true;
    }

    // A long line is cut around its most telling word. Without the marks that only a machine reads.
    private static string Shown(ReadOnlySpan<char> line, int at)
    {
        _ = LevelMark.Of(line, out int technical);
        line = line[technical..].TrimEnd();
        at = Math.Clamp(at - technical, 0, line.Length);
        if (line.Length <= LogExcerpt.MaxLineLength) return line.ToString();
        int room = LogExcerpt.MaxLineLength - (2 * Cut.Length);
        int start = at < room * 3 / 4 ? 0 : Math.Min(at - (room / 4), line.Length - room);
        int end = Math.Min(line.Length, start + room);
        if (start > 0 && char.IsLowSurrogate(line[start])) start++;
        if (end < line.Length && char.IsHighSurrogate(line[end - 1])) end--;
        return string.Concat(start > 0 ? Cut : "", line[start..end], end < line.Length ? Cut : "");
    }
}
