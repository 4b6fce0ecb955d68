namespace WorkflowResilience.Analysis;

/// <summary>Tells what a line is for a pattern that matches on it.</summary>
internal static class LineStandings
{
    internal static LineStanding Of(ReadOnlySpan<char> line)
    {
        LineLevel level = LevelMark.Of(line, out int technical);
        ReadOnlySpan<char> body = line[technical..].TrimStart();
        if (level == LineLevel.Command || TestReports.IsPassed(body) || IsAdvice(body) || QuietLines.Has(line)) return LineStanding.Dismissed;
        LineRating rating = LineRating.Of(line);
        return rating.Role switch
        {
            ExcerptRole.Cause => LineStanding.Claims,
            ExcerptRole.Secondary => LineStanding.Secondary,
            ExcerptRole.TestReport => LineStanding.Tested,
            ExcerptRole.Counter => LineStanding.Counted,
            ExcerptRole.Wrapper => LineStanding.Wrapped,
            _ => level is LineLevel.Info or LineLevel.Warning ? LineStanding.Chatted : LineStanding.Neutral,
        };
    }

    private static bool IsAdvice(ReadOnlySpan<char> body) =>
        body.StartsWith("hint:", StringComparison.OrdinalIgnoreCase) || body.StartsWith("tip:", StringComparison.OrdinalIgnoreCase) || body.StartsWith("# ", StringComparison.Ordinal)
        || body.StartsWith("// ", StringComparison.Ordinal);
}
