using System.Globalization;

namespace WorkflowResilience.Notifications;

/// <summary>Tells of circuits, rates and runs. Observers may not wait: what they tell is queued, and dropped, counted, when the queue is full.</summary>
/// <param name="center">Who tells.</param>
/// <param name="options">Which kinds are told.</param>
internal sealed class EventNotifications(NotificationCenter center, NotificationOptions options) : IResilienceObserver
{
    public ResilienceEventKinds Interests { get; } = ResilienceEventKinds.CircuitChanged | ResilienceEventKinds.FailureRateRaised | ResilienceEventKinds.StageRateRaised
        | ResilienceEventKinds.FailureRateSettled | ResilienceEventKinds.StageRateSettled | ResilienceEventKinds.RunEnded;

    public void OnEvent(in ResilienceEvent resilienceEvent)
    {
        if (Of(resilienceEvent) is { } notification && options.Kinds.Contains(notification.Kind)) center.TryPublish(notification);
    }

    internal static Notification? Of(in ResilienceEvent e)
    {
        string where = e.Key is null ? e.Stage.Name : $"{e.Stage.Name} of '{e.Key}'";
        switch (e.Kind)
        {
            case ResilienceEventKinds.CircuitChanged when e.CircuitTo == CircuitState.Open && e.CircuitFrom == CircuitState.Closed:
                return New(e, NotificationKind.CircuitOpened, FailureSeverity.High, $"The circuit of {where} is open: it is not called for a while.");
            case ResilienceEventKinds.CircuitChanged when e.CircuitTo == CircuitState.Closed:
                return New(e, NotificationKind.CircuitClosed, FailureSeverity.High, $"The circuit of {where} is closed: it is called again.");
            case ResilienceEventKinds.FailureRateRaised or ResilienceEventKinds.StageRateRaised:
                string usual = e.UsualPerHour is { } was ? string.Create(CultureInfo.InvariantCulture, $", usually {was:0.#}") : "";
                return New(e, NotificationKind.HighFailureRate, FailureSeverity.High, string.Create(CultureInfo.InvariantCulture, $"{where} fails {e.PerHour:0.#} times an hour{usual}.")) with
                {
                    DedupKey = RateKey(e),
                };
            case ResilienceEventKinds.FailureRateSettled or ResilienceEventKinds.StageRateSettled:
                return New(e, NotificationKind.HighFailureRate, FailureSeverity.High, $"{where} fails as often as it used to again.") with { DedupKey = RateKey(e), Resolves = true };
            case ResilienceEventKinds.RunEnded when e.Reason == StageReason.None:
                return New(e, NotificationKind.WorkflowSucceeded, FailureSeverity.Low, $"Run '{e.RunId}' of '{e.WorkflowName}' succeeded after {ReadableTime.Of(e.Duration)}.");
            default:
                return null;
        }
    }

    private static Notification New(in ResilienceEvent e, NotificationKind kind, FailureSeverity severity, string summary) => new()
    {
        Kind = kind,
        Severity = severity,
        Summary = summary,
        Workflow = e.WorkflowName,
        RunId = kind is NotificationKind.WorkflowSucceeded ? e.RunId : null,
        Stage = e.Stage,
        Duration = e.Duration,
        Labels = e.Key is null ? new Dictionary<string, string>(StringComparer.Ordinal) : new Dictionary<string, string>(StringComparer.Ordinal) { ["key"] = e.Key },
        // The circuit of one key is another than that of another key.
        DedupKey = kind is NotificationKind.CircuitOpened or NotificationKind.CircuitClosed ? $"circuit/{e.Stage.Name}/{e.Key}" : null,
    };

    private static string RateKey(in ResilienceEvent e) => e.Kind is ResilienceEventKinds.FailureRateRaised or ResilienceEventKinds.FailureRateSettled
        ? $"rate/{e.WorkflowName}/{e.Stage.Name}/{e.Failure?.Fingerprint}"
        : $"rate/{e.WorkflowName}/{e.Stage.Name}";
}
