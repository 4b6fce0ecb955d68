using System.Diagnostics.Metrics;

namespace WorkflowResilience.Notifications;

/// <summary>The metrics of notifications. Labels are channels and words of ours, never an address or an id.</summary>
internal sealed class NotificationTelemetry : IDisposable
{
    internal const string MeterName = "WorkflowResilience.Notifications";

    private readonly Meter _meter;
    private readonly Counter<long> _deliveries;
    private readonly Histogram<double> _duration;

    internal NotificationTelemetry(Meter meter, NotificationCenter center)
    {
        _meter = meter;
        _deliveries = _meter.CreateCounter<long>("workflow_resilience.notifications.deliveries", "{delivery}", "Tries to deliver a message, by channel and outcome.");
        _duration = _meter.CreateHistogram<double>("workflow_resilience.notifications.delivery.duration", "s", "Time that one try took.");
        _meter.CreateObservableCounter("workflow_resilience.notifications.suppressed", () => center.CountOf(AuditDecision.Suppressed), "{notification}", "Notifications that a limit held back for a digest.");
        _meter.CreateObservableCounter("workflow_resilience.notifications.dropped", () => center.CountOf(AuditDecision.Dropped), "{notification}", "Notifications that were dropped because too many waited to be decided on.");
        _meter.CreateObservableCounter("workflow_resilience.notifications.escalations", () => center.CountOf(AuditDecision.Escalated), "{message}", "Messages that an escalation sent.");
        _meter.CreateObservableUpDownCounter("workflow_resilience.notifications.pending", () => (long)center.Health().Pending, "{delivery}", "Messages that wait or are under way.");
        _meter.CreateObservableUpDownCounter("workflow_resilience.notifications.dead_letters", () => (long)center.Health().DeadLetters, "{delivery}", "Messages that were given up and are kept.");
        _meter.CreateObservableGauge("workflow_resilience.notifications.queue.age", () => center.Health().OldestAge.TotalSeconds, "s", "How long the oldest message has waited.");
    }

    public void Dispose() => _meter.Dispose();

    internal void Delivered(StoredDelivery delivery, string outcome, TimeSpan took)
    {
        var channel = new KeyValuePair<string, object?>("channel", delivery.Channel);
        _deliveries.Add(1, channel, new KeyValuePair<string, object?>("outcome", outcome), new KeyValuePair<string, object?>("severity", SnakeCase.Of(delivery.Notification.Severity)));
        if (took > TimeSpan.Zero) _duration.Record(took.TotalSeconds, channel);
    }
}
