namespace WorkflowResilience;

/// <summary>
/// Turns calls away on the caller's side while the target accepts too few of them ("Site Reliability Engineering", chapter 21, client-side throttling): with the
/// probability max(0, (calls − K × accepted) / (calls + 1)) over the window, never more than <see cref="MaxRejection"/>. Calls that were turned away count as calls.
/// </summary>
/// <remarks>
/// A call is accepted unless it ends in <see cref="FailureKind.RateLimited"/>, <see cref="FailureKind.Unavailable"/>, <see cref="FailureKind.Timeout"/>,
/// <see cref="FailureKind.Network"/> or <see cref="FailureKind.Resource"/>: an answer that the caller does not like is still an answer. A call counts when it ends, and not
/// at all when it says nothing about the target: it was cancelled, lost to a hedge, or was refused by the bulkhead, the circuit or a nested stage. The load that reaches a
/// target which accepts C calls a second settles near K × C, whatever is asked for.
/// </remarks>
public sealed partial record ThrottlePolicy
{
    /// <summary>K: how many times the accepted calls are let through. From 1 to 100. Default 2.</summary>
    public double Multiplier { get; init; } = 2;

    /// <summary>The time over which calls are counted. It slides in ten steps. From 1 s to 1 day. Default 2 min.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Calls that the window must hold before any is turned away: the first few failures prove nothing. From 1 to 1,000,000. Default 10.</summary>
    public int MinimumCalls { get; init; } = 10;

    /// <summary>The highest probability of being turned away. From 0 to 0.99: some calls must go through, or nobody would notice a recovery. Default 0.9.</summary>
    public double MaxRejection { get; init; } = 0.9;
}
