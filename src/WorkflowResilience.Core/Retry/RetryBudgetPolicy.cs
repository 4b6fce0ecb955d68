namespace WorkflowResilience;

/// <summary>
/// The share of extra load that retries may add to one target: a token bucket that successes fill and retries empty.
/// With r = <see cref="DepositPerSuccess"/> and B = <see cref="Initial"/>, calls to the target stay below 1 + r + B/n times the first calls, for n first calls.
/// </summary>
/// <remarks>A process that makes a handful of calls never empties the bucket: there <see cref="StagePolicy.MaxAttempts"/> alone protects the target.</remarks>
public sealed partial record RetryBudgetPolicy
{
    /// <summary>The defaults: 0.1 token a success, capacity 20, 10 at the start, 1 a retry.</summary>
    public static RetryBudgetPolicy Default { get; } = new();

    /// <summary>Tokens that a success adds. From 0 to 1. Default 0.1.</summary>
    public double DepositPerSuccess { get; init; } = 0.1;

    /// <summary>The most tokens held. From 1 to 1,000,000. Default 20.</summary>
    public double Capacity { get; init; } = 20;

    /// <summary>Tokens at the start. From 0 to <see cref="Capacity"/>. Default 10.</summary>
    public double Initial { get; init; } = 10;

    /// <summary>Tokens that a retry takes. Greater than 0, at most <see cref="Capacity"/>. Default 1.</summary>
    public double Cost { get; init; } = 1;

    /// <summary>What the budget is shared by: every stage that names the same target draws on one bucket. Null: the stage itself.</summary>
    public string? Target { get; init; }
}
