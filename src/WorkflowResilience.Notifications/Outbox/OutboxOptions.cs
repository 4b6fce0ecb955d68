namespace WorkflowResilience.Notifications;

/// <summary>How long and how often deliveries are tried, and what is kept. Immutable.</summary>
public sealed record OutboxOptions
{
    /// <summary>How often a delivery is tried before it may be given up. From 1 to 1,000. Default 8.</summary>
    public int MaxAttempts { get; init; } = 8;

    /// <summary>
    /// How old a delivery may grow before it may be given up. Above zero, at most 30 days. Default one day. Ordinary deliveries are given up at whichever of this and
    /// <see cref="MaxAttempts"/> comes first, critical ones at whichever comes last.
    /// </summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromDays(1);

    /// <summary>The waits between tries; a provider's Retry-After lengthens them. Default exponential from 5 s, doubled up to 15 min, full jitter.</summary>
    public BackoffSchedule Backoff { get; init; } = BackoffSchedule.Exponential(TimeSpan.FromSeconds(5), max: TimeSpan.FromMinutes(15));

    /// <summary>The longest wait that a provider may ask for; more is cut to this. From 1 s to a day. Default 15 min.</summary>
    public TimeSpan MaxRetryAfter { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How many messages one channel sends at the same time, each of another incident. From 1 to 64. Default 4.</summary>
    public int Concurrency { get; init; } = 4;

    /// <summary>How long a try holds its delivery against other processes that share the store. From 30 s to an hour, longer than any channel's time-out. Default 5 min.</summary>
    public TimeSpan LeaseTime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Deliveries below this severity are not tried again when an earlier try may have arrived; they become dead letters with the reason <c>ambiguous</c>. Null (default): all are
    /// tried again, and a receiver may see one twice with the same id.
    /// </summary>
    public FailureSeverity? HoldAmbiguousBelow { get; init; }

    /// <summary>How many deliveries may wait. Beyond it the mildest that have not been tried are turned into dead letters, counted. From 100 to 1,000,000. Default 100,000.</summary>
    public int MaxPending { get; init; } = 100_000;

    /// <summary>How many dead letters are kept, the newest. From 0 to 100,000. Default 10,000.</summary>
    public int MaxDeadLetters { get; init; } = 10_000;

    /// <summary>How long dead letters are kept. Above zero, at most a year. Default 30 days.</summary>
    public TimeSpan DeadLetterAge { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How long the host's stop waits for deliveries that are due or under way. From zero to 10 minutes. Default 20 s.</summary>
    public TimeSpan FlushTimeout { get; init; } = TimeSpan.FromSeconds(20);

    internal IEnumerable<string> Problems()
    {
        if (MaxAttempts is < 1 or > 1000) yield return $"Outbox.MaxAttempts is {MaxAttempts}; it must be from 1 to 1000.";
        if (MaxAge <= TimeSpan.Zero || MaxAge > TimeSpan.FromDays(30)) yield return $"Outbox.MaxAge is {MaxAge}; it must be above zero and at most 30 days.";
        if (MaxRetryAfter < TimeSpan.FromSeconds(1) || MaxRetryAfter > TimeSpan.FromDays(1)) yield return $"Outbox.MaxRetryAfter is {MaxRetryAfter}; it must be from 1 s to a day.";
        if (Concurrency is < 1 or > 64) yield return $"Outbox.Concurrency is {Concurrency}; it must be from 1 to 64.";
        if (LeaseTime < TimeSpan.FromSeconds(30) || LeaseTime > TimeSpan.FromHours(1)) yield return $"Outbox.LeaseTime is {LeaseTime}; it must be from 30 s to an hour.";
        if (MaxPending is < 100 or > 1_000_000) yield return $"Outbox.MaxPending is {MaxPending}; it must be from 100 to 1000000.";
        if (MaxDeadLetters is < 0 or > 100_000) yield return $"Outbox.MaxDeadLetters is {MaxDeadLetters}; it must be from 0 to 100000.";
        if (DeadLetterAge <= TimeSpan.Zero || DeadLetterAge > TimeSpan.FromDays(366)) yield return $"Outbox.DeadLetterAge is {DeadLetterAge}; it must be above zero and at most a year.";
        if (FlushTimeout < TimeSpan.Zero || FlushTimeout > TimeSpan.FromMinutes(10)) yield return $"Outbox.FlushTimeout is {FlushTimeout}; it must be from zero to 10 minutes.";
    }
}
