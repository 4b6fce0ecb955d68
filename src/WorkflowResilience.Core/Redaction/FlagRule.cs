namespace WorkflowResilience.Redaction;

/// <summary>The values of short flags: <c>docker login -u me -p x</c>, <c>curl -u me:x</c>, <c>mysql -px</c>.</summary>
internal static class FlagRule
{
    private const int LongestCommandLine = 256;
    private const int LongestGap = 8;

    internal static void Apply(ref RedactionScan scan, int at, Anchor anchor)
    {
        foreach (FlagRow row in (FlagRow[])anchor.Row!) Apply(ref scan, at, row);
    }

    private static void Apply(ref RedactionScan scan, int at, FlagRow row)
    {
        ReadOnlySpan<char> text = scan.Text;
        int flagEnd = at + row.Flag.Length;
        if (flagEnd >= text.Length) return;
        bool apart = text[flagEnd] is ' ' or '=' or '\t' || EncodedChar.Read(text, flagEnd).IsQuote && IsListed(text, at);
        bool wanted = row.Form switch { FlagForm.Glued => !apart, FlagForm.Word => apart, _ => apart || row.Commands.Length > 0 };
        if (!wanted || !FollowsCommand(text[Math.Max(0, at - LongestCommandLine)..at], row.Commands)) return;
        (int start, int end) = IsListed(text, at) ? NextOfList(text, flagEnd) : NextWord(ref scan, flagEnd);
        (start, end) = PartOf(text, start, end, row.Form);
        ReadOnlySpan<char> value = text[start..end];
        if (value.IsEmpty || value[0] == '-' || Placeholders.Contains(value) || Placeholders.IsStopWord(value) || IsPorts(value)) return;
        if (row.Form == FlagForm.Glued && value.Length < 3) return;
        scan.Replace(start, end);
    }

    private static (int Start, int End) NextWord(ref RedactionScan scan, int from)
    {
        ReadOnlySpan<char> text = scan.Text;
        int start = from;
        while (start < text.Length && text[start] is ' ' or '=' or '\t') start++;
        char quote = start < text.Length && text[start] is '"' or '\'' ? text[start++] : '\0';
        if (quote != '\0') return (start, HeaderValue.EndOfQuoted(text, start, quote));
        int end = scan.RunEnd(Charset.Value, start);
        return (start, start + text[start..end].TrimEnd("'),;\\").Length);
    }

    // ["docker", "login", "-p", "x"], as programs print the arguments that they start others with.
    private static (int Start, int End) NextOfList(ReadOnlySpan<char> text, int from)
    {
        EncodedChar quote = EncodedChar.Read(text, from);
        int start = from;
        if (quote.IsQuote)
        {
            start += quote.Length;
            while (start < text.Length && start - from < LongestGap && text[start] is ',' or ' ') start++;
            quote = EncodedChar.Read(text, start);
            if (!quote.IsQuote) return (from, from);
            start += quote.Length;
            return (start, QuotedValue.End(text, new ValueLink(ValueLinkKind.Comma, start, quote.Length)));
        }

        int end = start;
        while (end < text.Length && text[end] is not ('"' or '\'' or '\\' or '\r' or '\n')) end++;
        return (start, end);
    }

    private static bool IsListed(ReadOnlySpan<char> text, int at) => text[at] is '"' or '\'';

    /// <summary>The part of a flag's value that is secret, empty where none is.</summary>
    private static (int Start, int End) PartOf(ReadOnlySpan<char> text, int start, int end, FlagForm form)
    {
        if (form is FlagForm.Word or FlagForm.Glued) return (start, end);
        ReadOnlySpan<char> value = text[start..end];
        if (form == FlagForm.Cookies) return value.Contains('=') ? (start, end) : (start, start);
        int separator = value.IndexOf(form switch { FlagForm.Percent => '%', FlagForm.Comma => ',', FlagForm.Assigned => '=', _ => ':' });
        if (separator < 0 || value.Contains("://", StringComparison.Ordinal)) return (start, start);
        if (form != FlagForm.Pair || separator < value.Length - 1) return (start + separator + 1, end);
        return separator > 11 && !Looks.Words(value[..separator]) ? (start, start + separator) : (start, start);
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
                bool whole = (at == 0 || !(char.IsLetterOrDigit(line[at - 1]) || line[at - 1] is '-' or '_' or '.')) && (end == line.Length || line[end] is ' ' or '\t' or '"' or '\'' or '\\' || line[end..].StartsWith(".exe"));
                if (whole) return true;
                int next = line[end..].IndexOf(command);
                at = next < 0 ? -1 : end + next;
            }
        }

        return false;
    }
}
