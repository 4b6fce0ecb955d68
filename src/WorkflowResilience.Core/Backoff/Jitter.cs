namespace WorkflowResilience;

/// <summary>
/// How a wait is spread so that many callers that failed together do not come back together. The range is capped first and drawn from afterwards,
/// so waits stay spread when they have reached the cap.
/// </summary>
public abstract record Jitter
{
    private Jitter() { }

    /// <summary>No spread.</summary>
    public static Jitter None { get; } = new NoJitter();

    /// <summary>From 0 to the wait ("full jitter", AWS Architecture Blog, "Exponential Backoff And Jitter", 2015).</summary>
    public static Jitter Full { get; } = new FullJitter();

    /// <summary>From half the wait to the wait ("equal jitter", same source).</summary>
    public static Jitter Equal { get; } = new EqualJitter();

    /// <summary>From (1 − <paramref name="share"/>) to (1 + <paramref name="share"/>) times the wait, never above the cap.</summary>
    /// <param name="share">The share. Above 0, at most 1.</param>
    /// <returns>The jitter.</returns>
    public static Jitter Proportional(double share) => new ProportionalJitter(share);

    /// <summary>The word for a jitter in texts.</summary>
    internal static string Name(Jitter jitter) => jitter switch
    {
        FullJitter => "Full",
        EqualJitter => "Equal",
        ProportionalJitter => "Proportional",
        _ => "None",
    };

    /// <summary>Spreads a wait.</summary>
    /// <param name="delay">The wait in ticks, already capped.</param>
    /// <param name="cap">The cap in ticks.</param>
    /// <param name="u">A number from [0, 1).</param>
    /// <returns>The wait in ticks, never above the cap.</returns>
    internal abstract double Spread(double delay, double cap, double u);

    /// <summary>No spread.</summary>
    public sealed record NoJitter : Jitter
    {
        internal override double Spread(double delay, double cap, double u) => delay;
    }

    /// <summary>From 0 to the wait.</summary>
    public sealed record FullJitter : Jitter
    {
        internal override double Spread(double delay, double cap, double u) => delay * u;
    }

    /// <summary>From half the wait to the wait.</summary>
    public sealed record EqualJitter : Jitter
    {
        internal override double Spread(double delay, double cap, double u) => (delay / 2) + (delay / 2 * u);
    }

    /// <summary>A share of the wait less or more.</summary>
    /// <param name="Share">The share. Above 0, at most 1.</param>
    public sealed record ProportionalJitter(double Share) : Jitter
    {
        internal override double Spread(double delay, double cap, double u)
        {
            double low = delay * (1 - Share);
            double high = Math.Min(cap, delay * (1 + Share));
            return low + ((high - low) * u);
        }
    }
}
