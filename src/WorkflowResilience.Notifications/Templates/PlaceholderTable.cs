using System.Collections.Frozen;
using System.Globalization;

namespace WorkflowResilience.Notifications;

/// <summary>All names that templates may use: the only place where they are listed. The documentation is compared with it.</summary>
internal static class PlaceholderTable
{
    internal static IReadOnlyList<Placeholder> All { get; } =
    [
        new("kind", "what is told, such as workflow_failed", m => SnakeCase.Of(m.Notification.Kind)),
        new("severity", "low, medium, high, critical or fatal", m => SnakeCase.Of(m.Notification.Severity)),
        new("summary", "what is the matter, in one line", m => m.Notification.Summary),
        new("error_message", "the same as summary", m => m.Notification.Summary),
        new("details", "more of it, in several lines", m => m.Notification.Details),
        new("workflow", "the workflow's name", m => m.Notification.Workflow),
        new("workflow_id", "the run's id, or the workflow's name outside a run", m => m.Notification.RunId ?? m.Notification.Workflow),
        new("run_id", "the run's id", m => m.Notification.RunId),
        new("stage", "the stage", m => m.Notification.Stage.IsNone ? null : m.Notification.Stage.Name),
        new("stage_name", "the stage", m => m.Notification.Stage.IsNone ? null : m.Notification.Stage.Name),
        new("root_cause", "the root cause in a sentence", m => m.Notification.RootCause),
        new("category", "where the cause lies, such as network", m => m.Notification.Category is { } c ? SnakeCase.Of(c) : null),
        new("confidence", "how often such a diagnosis proves right, in percent", m => m.Notification.Confidence?.ToString("P0", CultureInfo.InvariantCulture)),
        new("recommendation", "the next thing to do", m => m.Notification.Recommendation),
        new("recommended_actions", "the next thing to do", m => m.Notification.Recommendation),
        new("attempts", "how many attempts there were", m => m.Notification.Attempts == 0 ? null : m.Notification.Attempts.ToString(CultureInfo.InvariantCulture)),
        new("retry_count", "how many attempts followed the first", m => m.Notification.Attempts == 0 ? null : (m.Notification.Attempts - 1).ToString(CultureInfo.InvariantCulture)),
        new("duration", "how long it took", m => m.Notification.Duration <= TimeSpan.Zero ? null : ReadableTime.Of(m.Notification.Duration)),
        new("fingerprint", "the failure's fingerprint", m => m.Notification.Fingerprint),
        new("failure_id", "the failure's id", m => m.Notification.FailureId),
        new("link", "where more can be seen", m => m.Notification.Link?.AbsoluteUri),
        new("timestamp", "when it happened, in UTC", m => Time(m.Notification.OccurredAt)),
        new("incident", "the first twelve digits of the incident's key", m => m.IncidentKey is { Length: > 12 } key ? key[..12] : m.IncidentKey),
        new("incident_key", "the incident's key", m => m.IncidentKey),
        new("occurrences", "how often it happened in this incident", m => m.Occurrences.ToString(CultureInfo.InvariantCulture)),
        new("opened_at", "when the incident opened, in UTC", m => m.OpenedAt is { } at ? Time(at) : null),
        new("acknowledged_by", "who has taken it on", m => m.AcknowledgedBy),
        new("escalation_level", "which message of an escalation this is", m => m.EscalationLevel == 0 ? null : m.EscalationLevel.ToString(CultureInfo.InvariantCulture)),
        new("action", "trigger, acknowledge, resolve or inform", m => SnakeCase.Of(m.Action)),
        new("grouped_count", "how many further notifications the message holds", m => Count(m.Grouped.Count + m.GroupedMore)),
        new("channel", "the channel's name", m => m.Channel),
        new("delivery_id", "what the delivery is known by", m => m.DeliveryId),
    ];

    private static readonly FrozenDictionary<string, Placeholder> s_byName = All.ToFrozenDictionary(p => p.Name, StringComparer.Ordinal);

    internal static IEnumerable<string> Names => All.Select(p => p.Name);

    /// <summary>Finds the value of a name; <c>label.team</c> and <c>fact.build</c> read the notification's own labels and facts. Null when there is no such name.</summary>
    internal static Func<MessageModel, string?>? Find(string name)
    {
        if (s_byName.TryGetValue(name, out Placeholder? placeholder)) return placeholder.Value;
        if (name.StartsWith("label.", StringComparison.Ordinal) && name.Length > 6)
        {
            string label = name[6..];
            return m => NotificationLabels.Of(m.Notification).GetValueOrDefault(label);
        }

        if (!name.StartsWith("fact.", StringComparison.Ordinal) || name.Length <= 5) return null;
        string fact = name[5..];
        return m => m.Notification.Facts.GetValueOrDefault(fact);
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string? Count(long count) => count == 0 ? null : count.ToString(CultureInfo.InvariantCulture);
}
