namespace WorkflowResilience;

/// <summary>
/// When a second call of the delegate is made beside a slow first one, so that the faster of the two answers ("The Tail at Scale", Dean and Barroso, CACM 2013).
/// Needs <see cref="StagePolicy.Effect"/> to be <see cref="StageEffect.Idempotent"/>.
/// </summary>
/// <remarks>
/// Each hedge is a call of its own: with a place in the bulkhead, a permit of the breaker, an attempt timeout, a row in the history and a token of the retry budget. One
/// that gets not all of them at once is not made. The first success wins; the other calls are cancelled and not waited for.
/// </remarks>
public sealed partial record HedgingPolicy
{
    /// <summary>
    /// How long a call may take before the next is made beside it. From 0 to 1 day. Null (default): what 95 % of the stage's latest calls stay below; until 20 calls have
    /// succeeded there is none.
    /// </summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>The most hedges of one attempt. From 1 to 10. Default 1.</summary>
    public int MaxHedges { get; init; } = 1;
}
