namespace WorkflowResilience.Argo;

/// <summary>The tags in a text: what stands between <c>{{</c> and <c>}}</c>, without blanks.</summary>
internal static class LintTags
{
    internal static IEnumerable<string> Of(string text)
    {
        for (int open = text.IndexOf("{{", StringComparison.Ordinal); open >= 0; open = text.IndexOf("{{", open, StringComparison.Ordinal))
        {
            int close = text.IndexOf("}}", open + 2, StringComparison.Ordinal);
            if (close < 0) yield break;
            yield return text[(open + 2)..close].Trim();
            open = close + 2;
        }
    }

    internal static bool HasAny(string text) => text.Contains("{{", StringComparison.Ordinal);

    /// <summary>The name stands in an expression as a name of its own, outside quotes, not as a member of something.</summary>
    internal static bool Names(string expression, string name)
    {
        (IReadOnlyList<ExprToken> tokens, _) = ExprLexer.Split(expression);
        for (int i = 0; i < tokens.Count; i++)
        {
            if (tokens[i].IsWord(name) && (i == 0 || !(tokens[i - 1].Is(".") || tokens[i - 1].Is("?.")))) return true;
        }

        return false;
    }
}
