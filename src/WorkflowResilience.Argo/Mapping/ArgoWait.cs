namespace WorkflowResilience.Argo;

/// <summary>The wait before a retry by Argo's own arithmetic: duration · factor^(attempts − 1), in nanoseconds of 64 bits, and only then the cap.</summary>
/// <remarks>Source: <c>processNodeRetries</c> of Argo's controller. What does not fit into 64 bits wraps; most of it ends as no wait at all, in spite of the cap.</remarks>
internal static class ArgoWait
{
    /// <summary>The wait after so many attempts.</summary>
    internal static TimeSpan After(int attempts, TimeSpan? delay, int? factor, TimeSpan? cap)
    {
        if (delay is not { } duration) return TimeSpan.Zero;
        long wait = Nanoseconds(duration);
        if (factor is > 0 and { } growth) wait = unchecked(wait * Power(growth, attempts - 1));
        if (cap is { } longest) wait = Math.Min(wait, Nanoseconds(longest));
        return TimeSpan.FromTicks(Math.Max(0, wait / TimeSpan.NanosecondsPerTick));
    }

    /// <summary>Whether the arithmetic still holds after so many attempts.</summary>
    internal static bool Fits(int attempts, TimeSpan delay, int factor) => Nanoseconds(delay) * Math.Pow(factor, attempts - 1) < long.MaxValue;

    private static long Nanoseconds(TimeSpan time) => unchecked(time.Ticks * TimeSpan.NanosecondsPerTick);

    // The float that is too large becomes the most negative integer on the processors that controllers run on.
    private static long Power(int factor, int exponent)
    {
        double power = Math.Pow(factor, exponent);
        return power >= long.MaxValue ? long.MinValue : (long)power;
    }
}
