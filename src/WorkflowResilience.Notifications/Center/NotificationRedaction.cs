namespace WorkflowResilience.Notifications;

/// <summary>Takes secrets out of a notification, and bounds its texts. Before anything else is done with it: nothing behind this sees more.</summary>
internal static class NotificationRedaction
{
    private const int MaxSummary = 1000;
    private const int MaxText = 16_000;
    private const int MaxEntries = 64;

    internal static Notification Of(Notification n, DateTimeOffset now) => n with
    {
        Summary = Line(n.Summary, MaxSummary) ?? "",
        Details = Text(n.Details, MaxText),
        Workflow = Line(n.Workflow, 200),
        RunId = Line(n.RunId, 200),
        Fingerprint = Line(n.Fingerprint, 200),
        FailureId = Line(n.FailureId, 200),
        RootCause = Line(n.RootCause, MaxSummary),
        Recommendation = Text(n.Recommendation, MaxSummary),
        Link = LinkOf(n.Link),
        Labels = Entries(n.Labels, static name => LabelMatcher.Problem(name) is null),
        Facts = Entries(n.Facts, static name => name.Length is > 0 and <= 100),
        OccurredAt = n.OccurredAt == default ? now : n.OccurredAt,
    };

    private static string? Line(string? text, int max) => text is null ? null : TextCut.ToLength(Markup.OneLine(FailureText.Redact(text)), max);

    private static string? Text(string? text, int max) => text is null ? null : TextCut.ToLength(FailureText.Redact(text), max);

    // An address with a secret in it leads nobody anywhere once that is taken out.
    private static Uri? LinkOf(Uri? link)
    {
        if (link is not { IsAbsoluteUri: true } || (!link.IsHttpScheme())) return null;
        string text = link.AbsoluteUri;
        return text.Length <= 2000 && string.Equals(FailureText.Redact(text), text, StringComparison.Ordinal) ? link : null;
    }

    private static bool IsHttpScheme(this Uri link) => link.Scheme is "http" or "https";

    private static Dictionary<string, string> Entries(IReadOnlyDictionary<string, string> entries, Func<string, bool> isName)
    {
        var redacted = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((string name, string value) in entries)
        {
            if (redacted.Count >= MaxEntries) break;
            if (value is null || !isName(name)) continue;
            redacted[Markup.OneLine(FailureText.Redact(name))] = TextCut.ToLength(Markup.OneLine(FailureText.RedactNamed(name, value)), MaxSummary);
        }

        return redacted;
    }
}
