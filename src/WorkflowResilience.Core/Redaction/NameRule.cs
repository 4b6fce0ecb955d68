namespace WorkflowResilience.Redaction;

/// <summary>Names that hold secrets: in assignments, headers, flags, members of JSON, YAML and XML, connection strings, queries.</summary>
internal static class NameRule
{
    internal static void Apply(ref RedactionScan scan, int at, Anchor anchor)
    {
        if (at < scan.Assessed) return;
        ReadOnlySpan<char> text = scan.Text;
        int end = EndOfName(text, at + anchor.Literal.Length);
        if (end < 0) return;
        int start = StartOfName(text, at);
        ReadOnlySpan<char> before = text[start..at].TrimStart('-');
        NameStrength strength = Strongest((NameRow[])anchor.Row!, before.IsEmpty ? WordBefore(text, start) : before, before.IsEmpty, text[at..end]);
        if (strength == NameStrength.None) return;
        if (strength is NameStrength.Certain or NameStrength.Likely && NetrcRule.Apply(ref scan, start, end)) return;
        ValueLink link = ValueLink.Read(text, start, end);
        if (link.Kind == ValueLinkKind.None || (link.Kind == ValueLinkKind.Colon && IsFile(text, start))) return;

        if (strength is NameStrength.Authorization or NameStrength.Cookie) HeaderRule.Apply(ref scan, link, strength == NameStrength.Cookie, before.EndsWith("set-", StringComparison.OrdinalIgnoreCase));
        else ValueRule.Apply(ref scan, start, link, IsNoise(text, start, at, strength) || IsVerdict(text, start == at, anchor, link) ? NameStrength.Hint : strength);
    }

    // "API key" in two words is as good as in one, where a name needs something before it.
    private static NameStrength Strongest(NameRow[] rows, ReadOnlySpan<char> before, bool apart, ReadOnlySpan<char> word)
    {
        NameStrength strongest = NameStrength.None;
        foreach (NameRow row in rows)
        {
            NameStrength strength = apart && row.Bare != NameStrength.None ? row.Apart(before) : row.Strength(before, word);
            if (strength > strongest) strongest = strength;
        }

        return strongest;
    }

    private static ReadOnlySpan<char> WordBefore(ReadOnlySpan<char> text, int at)
    {
        if (at < 2 || text[at - 1] != ' ') return default;
        int start = at - 1;
        while (start > 0 && at - start < SecretNames.LongestName && char.IsAsciiLetter(text[start - 1])) start--;
        return text[start..(at - 1)];
    }

    // unexpected token: foo; secret:name as in the resource names of a cloud.
    private static bool IsNoise(ReadOnlySpan<char> text, int start, int at, NameStrength strength)
    {
        if (strength != NameStrength.Likely || start != at || start == 0) return false;
        ReadOnlySpan<char> head = text[Math.Max(0, start - 16)..start];
        return (head[^1] == ':' && !head.EndsWith("env:")) || head.EndsWith("nexpected ") || head.EndsWith("nvalid ") || head.EndsWith("expected ") || head.EndsWith("llegal ") || head.EndsWith("nknown ");
    }

    // /etc/passwd: permission denied. Two slashes make a path; one joins two names. checksum/secret is the digest of one.
    private static bool IsFile(ReadOnlySpan<char> text, int start)
    {
        if (start == 0 || text[start - 1] != '/') return false;
        if (text[..start].EndsWith("checksum/")) return true;
        ReadOnlySpan<char> before = text[Math.Max(0, start - SecretNames.LongestName)..(start - 1)];
        return before[(before.LastIndexOf(' ') + 1)..].Contains('/');
    }

    // PASS: test_login and pass:3, as programs that test say; db_pass: x and Pass:x are none.
    private static bool IsVerdict(ReadOnlySpan<char> text, bool whole, Anchor anchor, in ValueLink link) =>
        whole && link is { Kind: ValueLinkKind.Colon, QuoteLength: 0 } && anchor.Literal.Equals("pass", StringComparison.Ordinal)
        && (link.Spaced || link.ValueStart >= text.Length || BeginsWithCount(text[link.ValueStart..]));

    private static bool BeginsWithCount(ReadOnlySpan<char> text)
    {
        int digits = text.IndexOfAnyExceptInRange('0', '9');
        return digits < 0 || (digits > 0 && !Charset.Value.Contains(text[digits])) || (digits > 0 && text[digits] is ',' or ';' or ')' or ']' or '/');
    }

    // Digits number names; anything else that goes on makes another name: tokens, password_policy, key-value, password.length.
    private static int EndOfName(ReadOnlySpan<char> text, int from)
    {
        int at = from;
        while (at < text.Length && at - from < 4 && (char.IsAsciiDigit(text[at]) || (text[at] == '_' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1])))) at++;
        if (at >= text.Length) return at;
        if (text[at] == ' ' && EndOfOrdinal(text, at) is > 0 and int ordinal) return ordinal;
        if (char.IsLetterOrDigit(text[at]) || text[at] == '_') return -1;
        return text[at] is '-' or '.' && at + 1 < text.Length && (char.IsLetterOrDigit(text[at + 1]) || text[at + 1] is '_' or '-') ? -1 : at;
    }

    // Unseal Key 1: …
    private static int EndOfOrdinal(ReadOnlySpan<char> text, int blank)
    {
        ReadOnlySpan<char> window = text[(blank + 1)..Math.Min(text.Length, blank + 4)];
        int digits = window.IndexOfAnyExceptInRange('0', '9');
        return digits > 0 && window[digits] == ':' ? blank + 1 + digits : -1;
    }

    private static int StartOfName(ReadOnlySpan<char> text, int at)
    {
        int start = at;
        while (start > 0 && at - start < SecretNames.LongestName && (char.IsAsciiLetterOrDigit(text[start - 1]) || text[start - 1] is '_' or '-' or '.')) start--;
        if (start == 0 || start == at) return start;
        for (int length = 1; length <= 5 && start + length <= at; length++)
        {
            if (Boundary.EscapeBefore(text, start + length) == length) return start + length;
        }

        return start;
    }
}
