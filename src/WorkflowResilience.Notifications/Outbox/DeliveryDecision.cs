namespace WorkflowResilience.Notifications;

/// <summary>What follows from a try: pure. One of: done, again at a time, or given up; beside it, whether the next channel takes over and whether the channel pauses.</summary>
internal readonly record struct DeliveryDecision
{
    /// <summary>Whether the channel has accepted it.</summary>
    internal bool IsDone { get; private init; }

    /// <summary>Whether it is given up.</summary>
    internal bool IsDead { get; private init; }

    /// <summary>When it is tried again, when it is neither done nor given up.</summary>
    internal DateTimeOffset RetryAt { get; private init; }

    /// <summary>Whether the next channel takes over now instead of at its deadline.</summary>
    internal bool FailsOver { get; private init; }

    /// <summary>Until when the whole channel pauses; null: it does not.</summary>
    internal DateTimeOffset? PauseUntil { get; private init; }

    /// <summary>Whether the smallest form is to be sent.</summary>
    internal bool IsReduced { get; private init; }

    /// <summary>Why it is given up: the try's reason, or <c>ambiguous</c>.</summary>
    internal string Reason { get; private init; }

    /// <summary>Decides.</summary>
    /// <param name="row">The delivery, with this try counted.</param>
    /// <param name="result">What came of the try.</param>
    /// <param name="options">The limits.</param>
    /// <param name="now">The time.</param>
    /// <param name="wasRefused">Whether it was not even tried, because the channel's circuit is open: that counts as no attempt.</param>
    /// <param name="draw">A number from 0 up to 1, for the jitter of the wait.</param>
    internal static DeliveryDecision Of(StoredDelivery row, DeliveryResult result, OutboxOptions options, DateTimeOffset now, bool wasRefused, double draw)
    {
        string reason = result.Reason;
        switch (result.Status)
        {
            case DeliveryStatus.Accepted:
                return new DeliveryDecision { IsDone = true, Reason = reason };
            case DeliveryStatus.TooLarge when !row.IsReduced:
                return new DeliveryDecision { RetryAt = now, IsReduced = true, Reason = reason };
            case DeliveryStatus.Rejected or DeliveryStatus.TooLarge:
                return new DeliveryDecision { IsDead = true, FailsOver = true, Reason = reason };
        }

        if (result.IsAmbiguous && options.HoldAmbiguousBelow > row.Notification.Severity) return new DeliveryDecision { IsDead = true, Reason = "ambiguous" };

        TimeSpan asked = result.RetryAfter is { } hint ? Min(hint, options.MaxRetryAfter) : TimeSpan.Zero;
        TimeSpan backoff = options.Backoff.Delay(Math.Max(1, row.Attempts), TimeSpan.Zero, draw);
        DateTimeOffset retryAt = now + (asked > backoff ? asked : backoff);
        bool isFaulted = result.Status == DeliveryStatus.Faulted;
        return new DeliveryDecision
        {
            IsDead = !wasRefused && IsOver(row, options, now, isFaulted),
            RetryAt = retryAt,
            FailsOver = isFaulted || retryAt > row.FailoverAt,
            PauseUntil = result.Status == DeliveryStatus.Throttled || wasRefused ? now + (asked > TimeSpan.Zero ? asked : backoff) : null,
            IsReduced = row.IsReduced,
            Reason = reason,
        };
    }

    // A wrong address or credential does not pass by itself: only a critical message waits for somebody to mend it.
    private static bool IsOver(StoredDelivery row, OutboxOptions options, DateTimeOffset now, bool isFaulted)
    {
        bool triedEnough = row.Attempts >= options.MaxAttempts;
        bool tooOld = now - row.CreatedAt >= options.MaxAge;
        return row.IsCritical ? triedEnough && tooOld : isFaulted || triedEnough || tooOld;
    }

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
