namespace WorkflowResilience.Notifications;

/// <summary>A message of each kind as it may come, for previews.</summary>
internal static class SampleModels
{
    private static readonly DateTimeOffset s_time = new(2026, 1, 5, 9, 30, 0, TimeSpan.Zero);

    internal static MessageModel Of(NotificationKind kind, string channel) => new()
    {
        Notification = new Notification
        {
            Kind = kind,
            Severity = kind switch
            {
                NotificationKind.CriticalError => FailureSeverity.Critical,
                NotificationKind.WorkflowSucceeded or NotificationKind.Test or NotificationKind.Digest => FailureSeverity.Low,
                _ => FailureSeverity.High,
            },
            Summary = "git clone failed at attempt 3: could not resolve host",
            Details = "fatal: unable to access the repository\nCould not resolve host: git.example.org",
            Workflow = "release",
            RunId = "build-42",
            Stage = WorkflowStage.RepositoryClone,
            Fingerprint = "fp1:0123456789abcdef0123",
            FailureId = "F-0123456789ABC",
            RootCause = "The name of the repository's host cannot be resolved.",
            Confidence = 0.92,
            Category = FailureCategory.Network,
            Recommendation = "Check the DNS of the build agents.",
            Attempts = 3,
            Duration = TimeSpan.FromSeconds(95),
            OccurredAt = s_time,
        },
        Action = kind switch
        {
            NotificationKind.SystemRecovered or NotificationKind.CircuitClosed => MessageAction.Resolve,
            NotificationKind.Digest or NotificationKind.Test or NotificationKind.WorkflowSucceeded => MessageAction.Inform,
            _ => MessageAction.Trigger,
        },
        IncidentKey = new string('0', 64),
        Occurrences = 7,
        OpenedAt = s_time.AddMinutes(-20),
        DigestLines = kind == NotificationKind.Digest ? [new DigestLine("release/Build: compilation failed (repeat)", 12), new DigestLine("others", 3)] : [],
        Channel = channel,
        DeliveryId = "n00000000000000000000000000000000",
    };
}
