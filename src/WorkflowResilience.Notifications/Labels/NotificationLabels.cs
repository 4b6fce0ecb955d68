using System.Collections.Immutable;

namespace WorkflowResilience.Notifications;

/// <summary>The labels that every notification has: what routes, silences and inhibition match. A label that does not apply is absent, and matches as an empty text.</summary>
public static class NotificationLabels
{
    /// <summary>How bad it is: low, medium, high, critical or fatal.</summary>
    public const string Severity = "severity";

    /// <summary>What it tells of, in snake case such as <c>workflow_failed</c>.</summary>
    public const string Kind = "kind";

    /// <summary>The workflow's name.</summary>
    public const string Workflow = "workflow";

    /// <summary>The stage's name.</summary>
    public const string Stage = "stage";

    /// <summary>Where the cause lies, in snake case such as <c>external_dependency</c>.</summary>
    public const string Category = "category";

    /// <summary>The failure's fingerprint.</summary>
    public const string Fingerprint = "fingerprint";

    /// <summary>All labels of a notification: its own and, before them, those named here.</summary>
    /// <param name="notification">The notification.</param>
    /// <returns>Name and value, without empty values.</returns>
    public static ImmutableSortedDictionary<string, string> Of(Notification notification)
    {
        ArgumentNullException.ThrowIfNull(notification);
        ImmutableSortedDictionary<string, string>.Builder labels = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach ((string name, string value) in notification.Labels)
        {
            if (value is { Length: > 0 }) labels[name] = value;
        }

        labels[Severity] = SnakeCase.Of(notification.Severity);
        labels[Kind] = SnakeCase.Of(notification.Kind);
        Set(Workflow, notification.Workflow);
        Set(Stage, notification.Stage.IsNone ? null : notification.Stage.ToString());
        Set(Category, notification.Category is { } category ? SnakeCase.Of(category) : null);
        Set(Fingerprint, notification.Fingerprint);
        return labels.ToImmutable();

        void Set(string name, string? value)
        {
            if (string.IsNullOrEmpty(value)) labels.Remove(name);
            else labels[name] = value;
        }
    }
}
