namespace WorkflowResilience.Notifications;

/// <summary>A delivery that was given up. It is kept and can be sent again.</summary>
/// <param name="Id">What the delivery is known by.</param>
/// <param name="Channel">The channel that did not take it.</param>
/// <param name="Kind">What it tells of.</param>
/// <param name="Severity">How bad that is.</param>
/// <param name="Summary">What is the matter, redacted.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="Reason">Why it was given up, as <see cref="DeliveryResult.Reason"/>, or <c>no-such-channel</c>, <c>ambiguous</c>, <c>outbox-full</c>.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="DeadAt">When it was given up.</param>
public sealed record DeadLetter(
    string Id, string Channel, NotificationKind Kind, FailureSeverity Severity, string Summary, int Attempts, string Reason, DateTimeOffset CreatedAt, DateTimeOffset DeadAt)
{
    internal static DeadLetter Of(StoredDelivery row) => new(
        row.Id, row.Channel, row.Notification.Kind, row.Notification.Severity, row.Notification.Summary, row.Attempts, row.LastReason ?? "", row.CreatedAt, row.DeadAt ?? row.CreatedAt);
}
