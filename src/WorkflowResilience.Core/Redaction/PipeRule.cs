namespace WorkflowResilience.Redaction;

/// <summary>Secrets that a command reads from its standard input: <c>echo x | docker login --password-stdin</c>, <c>echo user:x | chpasswd</c>, <c>sudo -S … &lt;&lt;&lt; x</c>.</summary>
internal static class PipeRule
{
    internal static readonly string[] Literals = ["chpasswd", "sudo -S", "--password-stdin", "--passphrase-fd", "--passphrase-stdin", "--with-token", "passwd --stdin", "cryptsetup "];

    private const int LongestCommandLine = 512;

    internal static void Apply(ref RedactionScan scan, int at, Anchor anchor)
    {
        ReadOnlySpan<char> text = scan.Text;
        if (!Boundary.IsBefore(text, at)) return;
        int window = Math.Max(0, at - LongestCommandLine);
        int line = text[window..at].LastIndexOfAny('\r', '\n') + 1 + window;
        int pipe = text[line..at].LastIndexOf('|');
        if (pipe > 0) Printed(ref scan, line, line + pipe, anchor.Literal.Equals("chpasswd", StringComparison.Ordinal));
        HereString(ref scan, at + anchor.Literal.Length);
    }

    private static void Printed(ref RedactionScan scan, int line, int pipe, bool named)
    {
        ReadOnlySpan<char> text = scan.Text;
        ReadOnlySpan<char> before = text[line..pipe];
        int echo = before.LastIndexOf("echo "), printf = before.LastIndexOf("printf ");
        if (Math.Max(echo, printf) is < 0 || !Boundary.IsBefore(text, line + Math.Max(echo, printf))) return;
        int start = line + (echo > printf ? echo + "echo ".Length : printf + "printf ".Length);
        while (start + 1 < pipe && (text[start] == ' ' || (text[start] == '-' && char.IsAsciiLetter(text[start + 1]))))
        {
            int flag = text[start..pipe].IndexOf(' ');
            start = flag <= 0 ? start + 1 : start + flag;
        }

        // What the values are printed with: '%s\n'.
        if (printf > echo && text[start..pipe].IndexOf('%') is 0 or 1 && text[start..pipe].IndexOf(' ') is > 0 and int format) start += format + 1;
        int end = start + text[start..pipe].TrimEnd(' ').Length;
        if (end > start && text[start] is '"' or '\'') start++;
        if (end > start && text[end - 1] is '"' or '\'') end--;
        if (named && text[start..end].IndexOf(':') is >= 0 and int colon) start += colon + 1;
        Replace(ref scan, start, end);
    }

    private static void HereString(ref RedactionScan scan, int from)
    {
        ReadOnlySpan<char> text = scan.Text;
        ReadOnlySpan<char> window = text[from..Math.Min(text.Length, from + LongestCommandLine)];
        int lineEnd = window.IndexOfAny(Letters.LineEnds);
        if (lineEnd >= 0) window = window[..lineEnd];
        int here = window.IndexOf("<<<");
        if (here < 0) return;
        int start = from + here + 3;
        while (start < text.Length && text[start] == ' ') start++;
        char quote = start < text.Length && text[start] is '"' or '\'' ? text[start++] : '\0';
        Replace(ref scan, start, quote == '\0' ? scan.RunEnd(Charset.Value, start) : HeaderValue.EndOfQuoted(text, start, quote));
    }

    private static void Replace(ref RedactionScan scan, int start, int end)
    {
        if (start < end && !Placeholders.Contains(scan.Text.AsSpan(start, end - start)) && scan.Text[start] != '`') scan.Replace(start, end);
    }
}
