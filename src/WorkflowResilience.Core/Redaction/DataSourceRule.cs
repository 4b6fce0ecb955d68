namespace WorkflowResilience.Redaction;

/// <summary>Data source names that are no URLs: <c>user:password@tcp(host:3306)/db</c>, <c>jdbc:oracle:thin:user/password@host</c>.</summary>
internal static class DataSourceRule
{
    internal static readonly string[] Literals = ["@tcp(", "@unix(", "jdbc:oracle:thin:", "sqlplus ", "sqlldr ", "expdp ", "impdp "];

    private const int Longest = 200;

    internal static void Apply(ref RedactionScan scan, int at, Anchor anchor)
    {
        ReadOnlySpan<char> text = scan.Text;
        bool oracle = anchor.Literal[0] != '@';
        int start = oracle ? at + anchor.Literal.Length : Math.Max(0, at - Longest);
        ReadOnlySpan<char> credentials = oracle ? text.Slice(start, Math.Min(Longest, text.Length - start)) : text[start..at];
        if (oracle)
        {
            credentials = credentials[..Math.Max(0, credentials.IndexOf('@'))];
            int word = credentials.LastIndexOf(' ') + 1;
            start += word;
            credentials = credentials[word..];
        }
        else
        {
            start += credentials.LastIndexOfAny(Letters.Blanks) + 1;
            credentials = text[start..at];
        }

        int separator = credentials.IndexOf(oracle ? '/' : ':');
        if (separator > 0 && !credentials.ContainsAny(" \r\n") && !Placeholders.Contains(credentials[(separator + 1)..])) scan.Replace(start + separator + 1, start + credentials.Length);
    }
}
