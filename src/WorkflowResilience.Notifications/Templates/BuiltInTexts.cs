using System.Globalization;
using System.Text;

namespace WorkflowResilience.Notifications;

/// <summary>The messages as they are without templates of the host: what happened, why, what to do, how often.</summary>
internal static class BuiltInTexts
{
    // Cut before it is escaped, so that no markup around it is left open.
    private const int MaxDetails = 1500;

    internal static string TitleOf(MessageModel model)
    {
        Notification n = model.Notification;
        string where = Where(n);
        string title = n.Kind switch
        {
            NotificationKind.Digest => $"{model.DigestLines.Sum(l => l.Count).ToString(CultureInfo.InvariantCulture)} notifications were held back",
            NotificationKind.Test => "Test notification",
            _ when model.Action == MessageAction.Resolve => $"Resolved: {where}",
            _ when model.Action == MessageAction.Acknowledge => $"Acknowledged: {where}",
            NotificationKind.WorkflowFailed => $"Failed: {where}",
            NotificationKind.CriticalError => $"Critical: {where}",
            NotificationKind.RetriesExhausted => $"Failed after {n.Attempts.ToString(CultureInfo.InvariantCulture)} attempts: {where}",
            NotificationKind.InterventionRequired => $"Decision needed: {where}",
            NotificationKind.InterventionReminder => $"Decision still needed: {where}",
            NotificationKind.InterventionExpired => $"Decision expired: {where}",
            NotificationKind.SystemRecovered => $"Recovered: {where}",
            NotificationKind.WorkflowSucceeded => $"Succeeded: {where}",
            NotificationKind.CircuitOpened => $"Circuit open: {where}",
            NotificationKind.CircuitClosed => $"Circuit closed: {where}",
            NotificationKind.HighFailureRate => $"Failing more often: {where}",
            NotificationKind.RecoveryFailed => $"Recovery failed: {where}",
            NotificationKind.EmergencyBypassUsed => $"Safeguard bypassed: {where}",
            _ => $"Notifications degraded: {where}",
        };
        long more = model.Grouped.Count + model.GroupedMore;
        if (more > 0) title += string.Create(CultureInfo.InvariantCulture, $" and {more} more");
        return Markup.OneLine(model.EscalationLevel > 0 ? $"Escalation {model.EscalationLevel.ToString(CultureInfo.InvariantCulture)}: {title}" : title);
    }

    internal static string BodyOf(MessageModel model, MessageFormat format)
    {
        var text = new MarkupText(format);
        Notification n = model.Notification;
        if (n.Kind == NotificationKind.Digest)
        {
            text.Line(n.Summary);
            foreach (DigestLine line in model.DigestLines) text.Item($"{line.Count.ToString(CultureInfo.InvariantCulture)} × {line.Text}");
            return text.ToString();
        }

        text.Line(n.Summary);
        if (model.Action != MessageAction.Resolve)
        {
            text.Named("Cause", n.RootCause is { } cause && n.Confidence is { } sure ? string.Create(CultureInfo.InvariantCulture, $"{cause} ({sure:P0} sure)") : n.RootCause);
            text.Named("Next", n.Recommendation);
            if (n.Details is { Length: > 0 } details) text.Block(TextCut.ToLength(details, MaxDetails));
        }

        if (model.Action == MessageAction.Resolve && model.OpenedAt is { } opened)
        {
            text.Line(model.Occurrences > 1
                ? string.Create(CultureInfo.InvariantCulture, $"Happened {model.Occurrences} times since {opened.UtcDateTime:yyyy-MM-dd HH:mm}Z.")
                : string.Create(CultureInfo.InvariantCulture, $"Since {opened.UtcDateTime:yyyy-MM-dd HH:mm}Z."));
        }
        else if (model.Occurrences > 1)
        {
            text.Line(string.Create(CultureInfo.InvariantCulture, $"Happened {model.Occurrences} times."));
        }

        if (model.AcknowledgedBy is { } by) text.Line($"Taken on by {by}.");
        foreach (Notification other in model.Grouped) text.Item($"{Where(other)}: {other.Summary}");
        if (model.GroupedMore > 0) text.Item(string.Create(CultureInfo.InvariantCulture, $"and {model.GroupedMore} more"));
        return text.ToString();
    }

    internal static IReadOnlyList<MessageField> FieldsOf(MessageModel model)
    {
        List<MessageField> fields = [];
        Notification n = model.Notification;
        if (n.Kind is NotificationKind.Digest) return fields;
        Add("Severity", SnakeCase.Of(n.Severity));
        Add("Workflow", n.Workflow);
        Add("Stage", n.Stage.IsNone ? null : n.Stage.Name);
        Add("Run", n.RunId);
        Add("Category", n.Category is { } category ? SnakeCase.Of(category) : null);
        Add("Attempts", n.Attempts > 1 ? n.Attempts.ToString(CultureInfo.InvariantCulture) : null);
        Add("Duration", n.Duration > TimeSpan.Zero ? ReadableTime.Of(n.Duration) : null);
        Add("Failure", n.FailureId);
        foreach ((string name, string value) in n.Facts.OrderBy(f => f.Key, StringComparer.Ordinal)) Add(name, value);
        return fields;

        void Add(string name, string? value)
        {
            if (!string.IsNullOrWhiteSpace(value)) fields.Add(new MessageField(name, value));
        }
    }

    internal static string ColorOf(MessageModel model) => model switch
    {
        { Action: MessageAction.Resolve } or { Notification.Kind: NotificationKind.WorkflowSucceeded or NotificationKind.SystemRecovered or NotificationKind.CircuitClosed } => "#2EB67D",
        { Notification.Kind: NotificationKind.Digest or NotificationKind.Test } => "#6B7280",
        { Notification.Severity: FailureSeverity.Fatal or FailureSeverity.Critical } => "#B91C1C",
        { Notification.Severity: FailureSeverity.High } => "#EA580C",
        { Notification.Severity: FailureSeverity.Medium } => "#EAB308",
        _ => "#3B82F6",
    };

    private static string Where(Notification n)
    {
        string where = string.Join('/', new[] { n.Workflow, n.Stage.IsNone ? null : n.Stage.Name }.Where(p => !string.IsNullOrEmpty(p)));
        return where.Length > 0 ? where : n.Summary;
    }

    // The body in a channel's markup: the words of ours as they are, values escaped.
    private sealed class MarkupText(MessageFormat format)
    {
        private readonly StringBuilder _text = new();

        public override string ToString() => _text.ToString();

        internal void Line(string value) => Put(Markup.Escape(format, value));

        internal void Named(string name, string? value)
        {
            if (string.IsNullOrWhiteSpace(value)) return;
            string escaped = Markup.Escape(format, value);
            Put(format switch
            {
                MessageFormat.Slack => $"*{name}:* {escaped}",
                MessageFormat.Teams => $"**{name}:** {escaped}",
                MessageFormat.Html => $"<b>{name}:</b> {escaped}",
                _ => $"{name}: {escaped}",
            });
        }

        internal void Item(string value) => Put($"{(format == MessageFormat.Slack ? "•" : "-")} {Markup.Escape(format, value)}");

        internal void Block(string value)
        {
            string escaped = Markup.Escape(format, value);

            // Slack's code blocks end at three backquotes and know no escape for them.
            if (format == MessageFormat.Slack) Put($"```{escaped.Replace("```", "'''", StringComparison.Ordinal)}```");
            else if (format == MessageFormat.Html) Put($"<pre>{escaped}</pre>");
            else Put(escaped);
        }

        private void Put(string line)
        {
            if (_text.Length > 0) _text.Append(format switch { MessageFormat.Html => "<br>\n", MessageFormat.Teams => "\n\n", _ => "\n" });
            _text.Append(line);
        }
    }
}
