namespace WorkflowResilience.Notifications;

/// <summary>Notifications of failures: what is known of a failure, in the words of a notification.</summary>
internal static class StageNews
{
    internal static Notification Of(StageFailure failure, string? workflow)
    {
        FailureDiagnosis? diagnosis = failure.Diagnosis;
        FailureSeverity severity = diagnosis?.Severity ?? FailureSeverity.High;
        return new Notification
        {
            Kind = KindOf(failure, severity),
            Severity = severity,
            Summary = failure.Message,
            Details = DetailsOf(failure),
            Workflow = workflow,
            RunId = failure.RunId,
            Stage = failure.Stage,
            Fingerprint = failure.Fingerprint,
            FailureId = failure.Id,
            RootCause = diagnosis?.RootCause,
            Confidence = diagnosis?.Confidence,
            Category = diagnosis?.Category,
            Recommendation = diagnosis?.Recommendations is [{ Text: { } text }, ..] ? text : failure.Advice,
            Attempts = failure.Attempts,
            Duration = failure.Duration,
            Link = diagnosis?.Link,
            CausedBy = failure.CausedBy,
        };
    }

    internal static Notification Recovered(IncidentSnapshot incident, string? workflow, WorkflowStage stage) => new()
    {
        Kind = NotificationKind.SystemRecovered,
        Severity = incident.Severity,
        Summary = $"{stage.Name} works again.",
        Workflow = workflow,
        Stage = stage,
    };

    // What decides is the gravest: a person who has to act is told that, whatever else is true.
    private static NotificationKind KindOf(StageFailure failure, FailureSeverity severity)
    {
        if (severity >= FailureSeverity.Critical) return NotificationKind.CriticalError;
        if (failure.Diagnosis?.Recommendations is [{ Action: RecoveryAction.ManualIntervention }, ..]) return NotificationKind.InterventionRequired;
        return failure.Reason == StageReason.AttemptsExhausted && failure.Attempts > 1 ? NotificationKind.RetriesExhausted : NotificationKind.WorkflowFailed;
    }

    private static string? DetailsOf(StageFailure failure) => failure.Excerpt is { Lines.Count: > 0 } excerpt ? string.Join('\n', excerpt.Lines.Take(8).Select(l => l.Text)) : null;
}
