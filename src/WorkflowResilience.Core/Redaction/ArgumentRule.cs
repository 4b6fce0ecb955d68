namespace WorkflowResilience.Redaction;

/// <summary>Secrets that are arguments without a flag: <c>htpasswd -b file user x</c>, <c>rabbitmqctl add_user user x</c>, <c>net use \\host\share /user:me x</c>.</summary>
internal static class ArgumentRule
{
    private const int LongestCommandLine = 256;

    internal static void Apply(ref RedactionScan scan, int at, Anchor anchor)
    {
        var row = (ArgumentRow)anchor.Row!;
        ReadOnlySpan<char> text = scan.Text;
        int limit = Math.Min(text.Length, at + LongestCommandLine);
        if (!Boundary.IsBefore(text, at)) return;
        bool flagged = row.Flag == '\0';
        int next = at + anchor.Literal.Length;
        for (int index = 0; Word(text, ref next, limit) is { End: > 0 } word;)
        {
            ReadOnlySpan<char> value = text[word.Start..word.End];
            if (value[0] is '-' or '/')
            {
                flagged |= value[0] == '-' && value.Contains(row.Flag);
                continue;
            }

            if (IsShare(value) || index++ < row.Index) continue;
            if (flagged && !Placeholders.Contains(value) && !Placeholders.IsStopWord(value)) scan.Replace(word.Start, word.End);
            return;
        }
    }

    private static bool IsShare(ReadOnlySpan<char> value) => value.StartsWith(@"\\") || (value.Length == 2 && value[1] == ':');

    // A word without its quotes; none behind the end of the command.
    private static (int Start, int End) Word(ReadOnlySpan<char> text, ref int next, int limit)
    {
        while (next < limit && text[next] is ' ' or '\t') next++;
        if (next >= limit || text[next] is '\r' or '\n' or '|' or ';' or '&') return default;
        int start = next;
        if (text[start] is '"' or '\'' && HeaderValue.EndOfQuoted(text[..limit], start + 1, text[start]) is int close && close > start + 1)
        {
            next = Math.Min(limit, close + 1);
            return (start + 1, close);
        }

        while (next < limit && !char.IsWhiteSpace(text[next])) next++;
        int length = text[start..next].TrimEnd("'\"),;`").Length;
        return length == 0 ? default : (start, start + length);
    }
}
