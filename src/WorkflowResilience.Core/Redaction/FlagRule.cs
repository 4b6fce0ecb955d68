namespace WorkflowResilience.Redaction;

/// <summary>The values of short flags: <c>docker login -u me -p x</c>, <c>curl -u me:x</c>, <c>mysql -px</c>.</summary>
internal static class FlagRule
{
    private const int LongestCommandLine = 256;

    internal static void Apply(ref RedactionScan scan, int at, Anchor anchor)
    {
        foreach (FlagRow row in (FlagRow[])anchor.Row!) Apply(ref scan, at, row);
    }

    private static void Apply(ref RedactionScan scan, int at, FlagRow row)
    {
        ReadOnlySpan<char> text = scan.Text;
        int start = at + row.Flag.Length;
        if (start >= text.Length) return;
        bool apart = text[start] is ' ' or '=' or '\t';
        bool wanted = row.Form switch { FlagForm.Glued => !apart, FlagForm.Word => apart, _ => apart || row.Commands.Length > 0 };
        if (!wanted || !FollowsCommand(text[Math.Max(0, at - LongestCommandLine)..at], row.Commands)) return;
        while (start < text.Length && text[start] is ' ' or '=' or '\t') start++;
        char quote = start < text.Length && text[start] is '"' or '\'' ? text[start++] : '\0';
        int end = quote == '\0' ? scan.RunEnd(Charset.Value, start) : HeaderValue.EndOfQuoted(text, start, quote);
        if (quote == '\0') end = start + text[start..end].TrimEnd("'),;\\").Length;
        ReadOnlySpan<char> value = text[start..end];
        if (row.Form == FlagForm.Pair)
        {
            int colon = value.IndexOf(':');
            if (colon < 0 || value.Contains("://", StringComparison.Ordinal)) return;
            if (colon == value.Length - 1) end = colon > 11 && !Looks.Words(value[..colon]) ? start + colon : start;
            else start += colon + 1;
            value = text[start..end];
        }

        if (value.IsEmpty || value[0] == '-' || Placeholders.Contains(value) || Placeholders.IsStopWord(value) || IsPorts(value)) return;
        if (row.Form == FlagForm.Glued && value.Length < 3) return;
        scan.Replace(start, end);
    }

    private static bool IsPorts(ReadOnlySpan<char> value) => value.Length <= 21 && !value.ContainsAnyExcept(Letters.Ports);

    private static bool FollowsCommand(ReadOnlySpan<char> before, string[] commands)
    {
        if (commands.Length == 0) return true;
        ReadOnlySpan<char> line = before[(before.LastIndexOfAny(Letters.LineEnds) + 1)..];
        foreach (string command in commands)
        {
            for (int at = line.IndexOf(command); at >= 0;)
            {
                int end = at + command.Length;
                bool whole = (at == 0 || !(char.IsLetterOrDigit(line[at - 1]) || line[at - 1] is '-' or '_' or '.')) && (end == line.Length || line[end] is ' ' or '\t' || line[end..].StartsWith(".exe"));
                if (whole) return true;
                int next = line[end..].IndexOf(command);
                at = next < 0 ? -1 : end + next;
            }
        }

        return false;
    }
}
