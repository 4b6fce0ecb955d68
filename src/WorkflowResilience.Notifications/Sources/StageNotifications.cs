namespace WorkflowResilience.Notifications;

/// <summary>Tells of the stages of a runner: a failure is stored before the caller has it, so that a process that ends right after it has still told it.</summary>
/// <param name="center">Who tells.</param>
/// <param name="options">Which kinds are told.</param>
internal sealed class StageNotifications(NotificationCenter center, NotificationOptions options) : IStageLifecycle
{
    public ValueTask OnStageStartingAsync(WorkflowStage stage, WorkflowRun? run, CancellationToken cancellationToken) => default;

    public async ValueTask OnStageEndedAsync(StageReport report, WorkflowRun? run, CancellationToken cancellationToken)
    {
        if (report.Failure is { } failure && report.Kind == StageOutcomeKind.Failed)
        {
            Notification notification = StageNews.Of(failure, run?.WorkflowName);
            if (options.Kinds.Contains(notification.Kind)) await center.PublishAsync(notification, cancellationToken).ConfigureAwait(false);
        }
        else if (report.Kind == StageOutcomeKind.Succeeded && options.Kinds.Contains(NotificationKind.SystemRecovered))
        {
            await center.ResolveStageAsync(run?.WorkflowName, report.Stage, cancellationToken).ConfigureAwait(false);
        }
    }
}
