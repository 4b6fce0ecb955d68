namespace WorkflowResilience.Notifications;

/// <summary>How much is told. What exceeds it is not lost: it is counted and summed up in a digest. Immutable.</summary>
public sealed record NotificationLimits
{
    /// <summary>
    /// How long after a channel was told of an incident a new one of the same cause waits for the digest. From zero to a day. Default 5 min. Critical messages and those that tell
    /// the end of an incident do not wait.
    /// </summary>
    public TimeSpan Cooldown { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How often a channel gets a digest of what was held back, at most. From 1 min to a day. Default 15 min.</summary>
    public TimeSpan DigestInterval { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How many different things a digest lists; the rest is a number. From 1 to 1,000. Default 50.</summary>
    public int MaxDigestLines { get; init; } = 50;

    /// <summary>How many notifications one message may hold. From 1 to 1,000. Default 50.</summary>
    public int MaxGroupSize { get; init; } = 50;

    /// <summary>How many incidents are remembered. From 100 to 1,000,000. Default 10,000.</summary>
    public int MaxIncidents { get; init; } = 10_000;

    /// <summary>How many notifications from observers may wait to be decided on; beyond it the mildest is dropped, counted. From 16 to 1,000,000. Default 10,000.</summary>
    public int IntakeCapacity { get; init; } = 10_000;

    internal IEnumerable<string> Problems()
    {
        if (Cooldown < TimeSpan.Zero || Cooldown > TimeSpan.FromDays(1)) yield return $"Limits.Cooldown is {Cooldown}; it must be from zero to a day.";
        if (DigestInterval < TimeSpan.FromMinutes(1) || DigestInterval > TimeSpan.FromDays(1)) yield return $"Limits.DigestInterval is {DigestInterval}; it must be from a minute to a day.";
        if (MaxDigestLines is < 1 or > 1000) yield return $"Limits.MaxDigestLines is {MaxDigestLines}; it must be from 1 to 1000.";
        if (MaxGroupSize is < 1 or > 1000) yield return $"Limits.MaxGroupSize is {MaxGroupSize}; it must be from 1 to 1000.";
        if (MaxIncidents is < 100 or > 1_000_000) yield return $"Limits.MaxIncidents is {MaxIncidents}; it must be from 100 to 1000000.";
        if (IntakeCapacity is < 16 or > 1_000_000) yield return $"Limits.IntakeCapacity is {IntakeCapacity}; it must be from 16 to 1000000.";
    }
}
