namespace WorkflowResilience.Notifications;

/// <summary>
/// Sends over one channel with an executor of this library's own: time-out, quick retries within a budget, circuit breaker. The executor belongs to a runner without observers, so
/// that a channel's trouble does not become a notification over the same channel.
/// </summary>
internal sealed class ChannelSender
{
    private readonly INotificationChannel _channel;
    private readonly StageExecutor _executor;

    internal ChannelSender(string name, INotificationChannel channel, WorkflowRunner runner)
    {
        _channel = channel;
        _executor = runner[StageOf(name)];
    }

    internal INotificationChannel Channel => _channel;

    internal CircuitState Circuit => _executor.Circuit?.Snapshot().State ?? CircuitState.Closed;

    /// <summary>The policy that a channel's stage has in the runner.</summary>
    internal static StagePolicy PolicyOf(ChannelSettings settings) => new()
    {
        MaxAttempts = 2,
        Backoff = BackoffSchedule.Exponential(TimeSpan.FromSeconds(1), max: TimeSpan.FromSeconds(2)),
        AttemptTimeout = settings.SendTimeout,
        AbandonGrace = TimeSpan.FromSeconds(2),
        Conditions =
        [
            RetryCondition.OnResult<DeliveryResult>("transient", static r => r.Status == DeliveryStatus.Transient),
            RetryCondition.OnResult<DeliveryResult>("final", static r => r.Status != DeliveryStatus.Accepted).Stop(),
            RetryCondition.Anything.Stop(),
        ],
        CircuitBreaker = new CircuitBreakerPolicy { ConsecutiveFailures = 5, OpenTime = BackoffSchedule.Fixed(TimeSpan.FromSeconds(30)) },
    };

    internal static WorkflowStage StageOf(string channel) => new(channel);

    /// <summary>Sends: twice at most.</summary>
    /// <param name="message">The message.</param>
    /// <param name="mayTryAgain">Asked before the second try: whether the channel's rate has a place for it.</param>
    /// <param name="cancellationToken">Ends it.</param>
    internal async ValueTask<(DeliveryResult Result, int Attempts)> SendAsync(ChannelMessage message, Func<bool> mayTryAgain, CancellationToken cancellationToken)
    {
        int sent = 0;
        DeliveryResult? last = null;
        bool wasAmbiguous = false;
        StageOutcome<DeliveryResult> outcome = await _executor.TryRunAsync(
            async token =>
            {
                if (sent > 0 && !mayTryAgain()) return last!;
                wasAmbiguous |= sent > 0 && last is null or { IsAmbiguous: true };
                last = null;
                sent++;
                return last = await _channel.SendAsync(sent == 1 ? message : message with { Attempt = message.Attempt + 1 }, token).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
        DeliveryResult result = outcome.TryGetValue(out DeliveryResult? value) ? value : last ?? Of(outcome, sent);
        return (result.Status != DeliveryStatus.Accepted && wasAmbiguous && !result.IsAmbiguous && result.Status == DeliveryStatus.Transient
            ? DeliveryResult.Transient(result.Reason, isAmbiguous: true, result.RetryAfter, result.Excerpt)
            : result, sent);
    }

    // The channel said nothing: it threw, took too long, or was not called at all.
    private static DeliveryResult Of(StageOutcome<DeliveryResult> outcome, int sent) => outcome.Reason switch
    {
        _ when sent == 0 => DeliveryResult.Transient(outcome.Reason.Code(), retryAfter: outcome.RetryAfter),
        StageReason.AttemptTimeout or StageReason.TotalTimeout or StageReason.Abandoned or StageReason.UnknownOutcome => DeliveryResult.Transient("timeout", isAmbiguous: true),
        StageReason.Cancelled => DeliveryResult.Transient("cancelled", isAmbiguous: true),
        _ => DeliveryResult.Transient("channel-error", isAmbiguous: true, excerpt: outcome.Failure?.Message),
    };
}
