namespace WorkflowResilience.Redaction;

/// <summary>Passwords that a blank alone ties to their name: <c>machine host login user password x</c>, <c>requirepass x</c>, <c>identified by 'x'</c>.</summary>
internal static class NetrcRule
{
    private const int LongestWord = 64;

    private static readonly string[] s_settings = ["setx ", "setenv ", " -gx ", "ENV "];

    internal static bool Apply(ref RedactionScan scan, int nameStart, int nameEnd)
    {
        ReadOnlySpan<char> text = scan.Text;
        if (nameEnd >= text.Length || text[nameEnd] is not (' ' or '\t')) return false;
        ReadOnlySpan<char> name = text[nameStart..nameEnd];
        bool command = name.Equals("requirepass", StringComparison.OrdinalIgnoreCase) || name.Equals("masterauth", StringComparison.OrdinalIgnoreCase) || name.EndsWith("setapikey", StringComparison.OrdinalIgnoreCase);
        if (!command && !FollowsLogin(text, nameStart) && !FollowsSetting(text, nameStart)) return false;
        int start = nameEnd;
        while (start < text.Length && start - nameEnd < LongestWord && text[start] is ' ' or '\t') start++;
        if (start < text.Length && text[start] is '"' or '\'') start++;
        int end = scan.RunEnd(Charset.Value, start);
        while (end > start && text[end - 1] is '\'' or ',' or ')') end--;
        if (start >= end || text[start] is '=' or ':' || Placeholders.Contains(text[start..end])) return false;
        scan.Replace(start, end);
        return true;
    }

    private static bool FollowsLogin(ReadOnlySpan<char> text, int nameStart)
    {
        int end = nameStart;
        while (end > 0 && nameStart - end < LongestWord && char.IsWhiteSpace(text[end - 1])) end--;
        if (end == nameStart) return false;
        int start = end;
        while (start > 0 && end - start < LongestWord && !char.IsWhiteSpace(text[start - 1])) start--;
        ReadOnlySpan<char> head = text[..start].TrimEnd();
        return head.EndsWith("login") || head.EndsWith("account") || head.EndsWith("machine");
    }

    // setx NAME value, set -gx NAME value, ENV NAME value in a Dockerfile, aws configure set name value.
    private static bool FollowsSetting(ReadOnlySpan<char> text, int nameStart)
    {
        ReadOnlySpan<char> before = text[Math.Max(0, nameStart - LongestWord)..nameStart];
        if (before.LastIndexOf(" set ") is >= 0 and int set && before[..set].EndsWith("config", StringComparison.Ordinal) || before.Contains("configure set ", StringComparison.Ordinal)) return true;
        foreach (string setting in s_settings)
        {
            if (before.EndsWith(setting, StringComparison.Ordinal)) return true;
        }

        return false;
    }
}
