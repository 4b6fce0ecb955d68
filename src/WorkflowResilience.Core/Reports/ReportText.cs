namespace WorkflowResilience;

/// <summary>Texts of reports: redacted whole, then cut.</summary>
internal static class ReportText
{
    private const string Cut = " … [cut]";

    /// <summary>The beginning of a text.</summary>
    internal static string Of(string text, int maxLength)
    {
        ArgumentNullException.ThrowIfNull(text);
        string redacted = FailureText.Redact(text);
        if (redacted.Length <= maxLength) return redacted;
        int end = maxLength - Cut.Length;
        return string.Concat(redacted.AsSpan(0, char.IsHighSurrogate(redacted[end - 1]) ? end - 1 : end), Cut);
    }

    /// <summary>The end of a text: what a program writes last says most.</summary>
    internal static string EndOf(string text, int maxLength)
    {
        string redacted = FailureText.Redact(text);
        if (redacted.Length <= maxLength) return redacted;
        int start = redacted.Length - maxLength + 2;
        return string.Concat("… ", redacted.AsSpan(char.IsLowSurrogate(redacted[start]) ? start + 1 : start));
    }
}
