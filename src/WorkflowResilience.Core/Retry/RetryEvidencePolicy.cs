namespace WorkflowResilience;

/// <summary>
/// Lets what has become of earlier retries decide on the next one: for each fingerprint and stage it is counted how often the attempt after such a failure succeeded, and a retry
/// that has hardly ever helped is not made.
/// </summary>
/// <remarks>
/// <para>
/// The chance of success is taken from a Beta distribution: <see cref="PriorStrength"/> made-up retries, half of which helped, and those that were seen. Without evidence the
/// rest of the policy decides alone. Evidence refuses retries; it adds none, but for failures of unknown verdict under <see cref="UnknownFailures.FollowVerdict"/>.
/// </para>
/// <para>
/// Counts are kept by the runner in memory, for 10,000 pairs of fingerprint and stage; the pair that has not come up for the longest time gives way. Each is worth no more than 50
/// retries, and half as much after each <see cref="HalfLife"/>. Fingerprints come from the analysis of failures: when that is off, nothing is counted and the policy decides alone.
/// </para>
/// </remarks>
public sealed partial record RetryEvidencePolicy
{
    /// <summary>A retry is refused when its chance of success lies below this, with <see cref="Confidence"/>. From 0 (never) to 0.5. Default 0.1.</summary>
    public double MinimumSuccess { get; init; } = 0.1;

    /// <summary>
    /// A failure of unknown verdict is retried when the chance of success lies above this, with <see cref="Confidence"/>. From 0.5 to 1 (never). Default 0.5. Read with
    /// <see cref="UnknownFailures.FollowVerdict"/>.
    /// </summary>
    public double ProvenSuccess { get; init; } = 0.5;

    /// <summary>How sure it must be, as the posterior probability. From 0.5 to 0.999. Default 0.9.</summary>
    public double Confidence { get; init; } = 0.9;

    /// <summary>The share of refused retries that are made all the same: without them nobody would notice that they help again. From 0 to 0.5. Default 0.05.</summary>
    public double ExplorationFloor { get; init; } = 0.05;

    /// <summary>
    /// The share of failures of unknown verdict that are retried to find out whether that helps. From 0 to 0.5. Default 0: evidence on them comes only from retries that were
    /// made for another reason, such as a pattern or a correction that has been taken back. Read with <see cref="UnknownFailures.FollowVerdict"/>.
    /// </summary>
    public double UnknownExploration { get; init; }

    /// <summary>How many seen retries the policy's own decision weighs. From 0.1 to 50. Default 2.</summary>
    public double PriorStrength { get; init; } = 2;

    /// <summary>After what time evidence weighs half. From 1 min to 30 days. Default 1 day.</summary>
    public TimeSpan HalfLife { get; init; } = TimeSpan.FromDays(1);
}
