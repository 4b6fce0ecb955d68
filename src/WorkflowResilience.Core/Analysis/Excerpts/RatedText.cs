namespace WorkflowResilience.Analysis;

/// <summary>A piece of a log, cleaned and redacted, and its lines that say something.</summary>
internal sealed class RatedText
{
    private RatedText(string text, List<RatedLine> lines, int lineFeeds)
    {
        Text = text;
        Lines = lines;
        LineFeeds = lineFeeds;
    }

    /// <summary>The text that may be shown.</summary>
    internal string Text { get; }

    internal List<RatedLine> Lines { get; }

    /// <summary>How many line feeds <see cref="Text"/> holds before those at its end.</summary>
    internal int LineFeeds { get; }

    /// <summary>The line of a number of this piece.</summary>
    internal ReadOnlySpan<char> this[in RatedLine line] => Text.AsSpan(line.Start, line.Length);

    /// <summary>Cleans, redacts and rates a text.</summary>
    /// <param name="raw">The text.</param>
    /// <param name="same">A string that is the text, but for line feeds at its end, if there is one: it need not be copied.</param>
    internal static RatedText Of(ReadOnlySpan<char> raw, string? same = null)
    {
        // Redacted as a whole: some secrets span lines. Cut and rated afterwards: a cut could leave half a secret that no rule knows.
        string text = FailureText.Redact(CleanText.Of(raw, same));
        var lines = new List<RatedLine>();
        int index = 0, place = 0, introduced = 0;
        bool introducedLink = false;
        foreach (Range range in text.AsSpan().TrimEnd("\r\n").Split('\n'))
        {
            (int start, int length) = range.GetOffsetAndLength(text.Length);
            ReadOnlySpan<char> line = text.AsSpan(start, length);
            if (!line.IsWhiteSpace() && !TraceLines.IsFrame(line))
            {
                LineRating rating = LineRating.Of(line);
                if (introduced > 0 && rating.Role is ExcerptRole.Context or ExcerptRole.Cause && Says(line))
                    rating = rating with { Role = ExcerptRole.Cause, Score = Math.Max(rating.Score, introduced), Link = rating.Link || introducedLink };
                if (rating.Score > 0) lines.Add(new RatedLine(index, start, length, rating.Role, rating.Score, place, rating.At, rating.Link));
                introduced = rating.Introduces > 0 ? rating.Introduces : rating.Role == ExcerptRole.Wrapper ? introduced : 0;
                introducedLink = rating.Introduces > 0 ? rating.Link : introducedLink && introduced > 0;
                place++;
            }

            index++;
        }

        return new RatedText(text, lines, index - 1);
    }

    // A bracket or a link alone says nothing.
    private static bool Says(ReadOnlySpan<char> line)
    {
        line = line.Trim();
        return line.IndexOf(' ') > 0 && !line.StartsWith("http", StringComparison.OrdinalIgnoreCase);
    }
}
