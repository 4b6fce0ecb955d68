namespace WorkflowResilience.Notifications;

/// <summary>Notifications from those who may not wait.</summary>
public sealed partial class NotificationCenter
{
    private readonly IntakeQueue _intake;
    private int _isTakingIn;

    /// <summary>
    /// Tells of something without waiting: it is decided on soon, and stored then. For callers that must not block; <see cref="PublishAsync"/> is for all others. When more than
    /// <see cref="NotificationLimits.IntakeCapacity"/> wait, the mildest is dropped, counted and audited.
    /// </summary>
    /// <param name="notification">What happened.</param>
    /// <returns>Whether it will be decided on; false when it was dropped or notifications are turned off.</returns>
    public bool TryPublish(Notification notification)
    {
        ArgumentNullException.ThrowIfNull(notification);
        if (!_options.Enabled || _isDisposed) return false;
        Notification? dropped = _intake.Add(notification);
        if (dropped is not null) Audit(_clock.Now, AuditDecision.Dropped, "intake-full", summary: Markup.OneLine(FailureText.Redact(dropped.Summary)));
        if (Interlocked.Exchange(ref _isTakingIn, 1) == 0)
        {
            if (_clock.Clock.IsManual) _ = TakeInAsync();
            else ThreadPool.UnsafeQueueUserWorkItem(static center => _ = center.TakeInAsync(), this, preferLocal: false);
        }

        return !ReferenceEquals(dropped, notification);
    }

    // One at a time; many are decided on under one lock and stored together.
    private async Task TakeInAsync()
    {
        List<Notification> taken = [];
        do
        {
            try
            {
                await StartAsync(CancellationToken.None).ConfigureAwait(false);
                while (true)
                {
                    _intake.Take(taken, 256);
                    if (taken.Count == 0) break;
                    await DecideAsync((now, decision) =>
                    {
                        foreach (Notification notification in taken) Decide(NotificationRedaction.Of(notification, now), now, exceptChannel: null, decision);
                    }).ConfigureAwait(false);
                    taken.Clear();
                }
            }
            catch (ObjectDisposedException)
            {
                return;
            }
            catch (Exception exception) when (exception is IOException or InvalidDataException)
            {
                // The store cannot be opened; whoever publishes and waits is told so.
                StoreFailed(exception);
            }

            Volatile.Write(ref _isTakingIn, 0);

            // What came between the last look and here has nobody who takes it in.
        }
        while (_intake.Count > 0 && Interlocked.Exchange(ref _isTakingIn, 1) == 0);
    }

    /// <summary>Ends the incidents of a stage that works again.</summary>
    internal async ValueTask ResolveStageAsync(string? workflow, WorkflowStage stage, CancellationToken cancellationToken)
    {
        await StartAsync(cancellationToken).ConfigureAwait(false);
        lock (_lock)
        {
            // The usual case: nothing is open.
            if (_incidents.OpenCount == 0) return;
        }

        await DecideAsync((now, decision) =>
        {
            foreach (Incident open in _incidents.Open().Where(i => IsOf(i.Notification, workflow, stage)).ToArray())
            {
                if (_incidents.Resolve(open.Key, "the stage works again", now) is not { } over) continue;
                TellOver(decision, over, StageNews.Recovered(IncidentSnapshot.Of(over), workflow, stage) with { OccurredAt = now, Fingerprint = open.Notification.Fingerprint }, now);
            }
        }).ConfigureAwait(false);
    }

    private static bool IsOf(Notification n, string? workflow, WorkflowStage stage) =>
        n.Stage == stage && string.Equals(n.Workflow, workflow, StringComparison.Ordinal)
        && n.Kind is NotificationKind.WorkflowFailed or NotificationKind.CriticalError or NotificationKind.RetriesExhausted or NotificationKind.InterventionRequired;
}
