using System.Text;

namespace WorkflowResilience.Argo;

/// <summary>Writes a text so that Helm's templates give it back as it is.</summary>
internal static class HelmText
{
    private const string Open = "{{", Close = "}}";

    /// <summary>Each <c>{{x}}</c> becomes an action that prints it as a literal. Comments too: Helm looks into them.</summary>
    internal static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 256);
        for (int from = 0; ;)
        {
            int open = text.IndexOf(Open, from, StringComparison.Ordinal);
            if (open < 0) return escaped.Append(text, from, text.Length - from).ToString();
            int close = text.IndexOf(Close, open, StringComparison.Ordinal);

            // A literal in backquotes cannot hold one; then the braces alone are printed, and the rest is no action any more.
            int end = close < 0 || text.AsSpan(open, close - open).ContainsAny('`', '\n') ? open + Open.Length : close + Close.Length;
            escaped.Append(text, from, open - from).Append("{{`").Append(text, open, end - open).Append("`}}");
            from = end;
        }
    }
}
