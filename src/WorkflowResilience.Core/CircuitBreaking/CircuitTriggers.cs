using WorkflowResilience.Time;

namespace WorkflowResilience;

/// <summary>
/// What opens a closed circuit, in timestamp ticks. Two policies with equal triggers have the same shape: their counts mean the same.
/// </summary>
/// <remarks>Members that no trigger reads have fixed values, so that changing them is no change of shape.</remarks>
internal sealed record CircuitTriggers
{
    internal CircuitTriggers(CircuitBreakerPolicy policy, Clock clock)
    {
        ConsecutiveFailures = policy.ConsecutiveFailures ?? int.MaxValue;
        FailureRatio = policy.FailureRatio ?? double.PositiveInfinity;
        SlowCallRatio = policy.SlowCallRatio ?? double.PositiveInfinity;
        SlowTicks = policy.SlowCallRatio is null ? long.MaxValue : clock.Ticks(policy.SlowCallDuration);
        if (policy.FailureRatio is null && policy.SlowCallRatio is null) return;
        StepTicks = Math.Max(1, clock.Ticks(policy.Window) / CircuitWindow.Steps);
        MinimumThroughput = policy.MinimumThroughput;
    }

    /// <summary>Failures in a row; <see cref="int.MaxValue"/>: not a trigger.</summary>
    internal int ConsecutiveFailures { get; }

    /// <summary>Infinity: not a trigger, because no share reaches it.</summary>
    internal double FailureRatio { get; }

    /// <summary>Infinity: not a trigger, because no share reaches it.</summary>
    internal double SlowCallRatio { get; }

    /// <summary>A call that lasts longer is slow; <see cref="long.MaxValue"/>: none is.</summary>
    internal long SlowTicks { get; }

    /// <summary>A tenth of the window; 0: there is none.</summary>
    internal long StepTicks { get; }

    internal int MinimumThroughput { get; }

    internal bool CountConsecutive => ConsecutiveFailures != int.MaxValue;

    internal bool IsSlow(long durationTicks) => durationTicks > SlowTicks;

    /// <summary>The trigger that the counts have reached; null: none.</summary>
    internal CircuitOpening? Reached(int consecutive, in CircuitCounts counts)
    {
        if (CountConsecutive && consecutive >= ConsecutiveFailures) return CircuitOpening.ConsecutiveFailures;
        if (counts.Calls < Math.Max(1, MinimumThroughput)) return null;
        // A quotient, because it is rounded like the policy's literal: 3 of 30 reaches 0.1, while 0.1 × 30 is above 3.
        if ((double)counts.Failures / counts.Calls >= FailureRatio) return CircuitOpening.FailureRatio;
        return (double)counts.Slow / counts.Calls >= SlowCallRatio ? CircuitOpening.SlowCalls : null;
    }
}
