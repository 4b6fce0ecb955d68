namespace WorkflowResilience.Argo;

/// <summary>How a Sensor repeats a trigger that failed. Unlike the retries of workflows these have jitter.</summary>
/// <remarks>Immutable; compared by value.</remarks>
public sealed record SensorRetry
{
    /// <summary>The first wait, whole seconds, at least one. Default 5 s.</summary>
    public TimeSpan Delay
    {
        get;
        init => field = value >= TimeSpan.FromSeconds(1) && value <= TimeSpan.FromDays(1) && value.Ticks % TimeSpan.TicksPerSecond == 0
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "The first wait is a whole number of seconds, from a second to a day.");
    }
    = TimeSpan.FromSeconds(5);

    /// <summary>What each further wait is multiplied with: 1 to 10. Default 2.</summary>
    public int Factor { get; init => field = value is >= 1 and <= 10 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "The factor is a whole number from 1 to 10."); } = 2;

    /// <summary>The part of a wait that is added by chance at most: 0 to 1. Default 0.2.</summary>
    public double Jitter { get; init => field = value is >= 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "The jitter is a number from 0 to 1."); } = 0.2;

    /// <summary>Attempts in all, the first counted: 2 to 10. Default 3.</summary>
    public int Attempts { get; init => field = value is >= 2 and <= 10 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "There are 2 to 10 attempts; for one, leave the retry out."); } = 3;

    internal YamlMapping ToYaml() => new()
    {
        { "duration", EventManifests.Seconds(Delay) },
        { "factor", YamlScalar.Number(Factor) },
        { "jitter", YamlScalar.Number(Jitter) },
        { "steps", YamlScalar.Number(Attempts) },
    };
}
