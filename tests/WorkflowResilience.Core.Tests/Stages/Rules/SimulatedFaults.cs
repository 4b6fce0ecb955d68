namespace WorkflowResilience.Tests.Stages.Rules;

/// <summary>What an attempt of the simulation does.</summary>
internal enum SimulatedEnd
{
    Succeed,
    SucceedInTheGrace,
    BreakTheLine,
    BreakTheLineInTheGrace,
    AskForCredentials,
    Fault,
    CancelForeign,
    Hang,
    GetStuck,
    AskToWait,
}

/// <summary>One planned attempt.</summary>
internal readonly record struct SimulatedAttempt(SimulatedEnd End, TimeSpan Takes, TimeSpan Hint);

/// <summary>Which attempt of which stage of which run does what: a function of seed, run, stage and attempt alone. About three in ten fail.</summary>
internal sealed class SimulatedFaults(ulong seed)
{
    internal static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);
    internal static readonly TimeSpan MaxServerDelay = TimeSpan.FromSeconds(60);

    internal static IReadOnlyDictionary<string, StagePolicy> Policies { get; } = new Dictionary<string, StagePolicy>
    {
        ["Clone"] = Policy(3, BackoffSchedule.Exponential(TimeSpan.FromSeconds(3), max: TimeSpan.FromSeconds(7)), 30, StageEffect.Idempotent),
        ["Compile"] = Policy(2, BackoffSchedule.Fixed(TimeSpan.FromSeconds(2)), 60, StageEffect.Unknown),
        ["Test"] = Policy(4, BackoffSchedule.Linear(TimeSpan.FromSeconds(1.5)), 45, StageEffect.Idempotent),
        ["Cover"] = Policy(3, BackoffSchedule.Fixed(TimeSpan.FromSeconds(1), Jitter.Equal), 20, StageEffect.Unknown),
        ["Scan"] = Policy(1, BackoffSchedule.Fixed(TimeSpan.FromSeconds(1)), 10, StageEffect.Unknown),
        ["Review"] = Policy(5, BackoffSchedule.Fixed(TimeSpan.Zero), 15, StageEffect.NotIdempotent),
        ["Notify"] = Policy(3, BackoffSchedule.Exponential(TimeSpan.FromSeconds(1)), 12, StageEffect.Idempotent),
    };

    /// <summary>The retries that a run may use: from 1 to 10.</summary>
    internal int RetryLimit(string run) => 1 + (int)(Draw.Unit(seed, Draw.Number(run), 0, 0, Draw.Host + 9) * 10);

    internal SimulatedAttempt Of(string run, string stage, int attempt)
    {
        double Roll(int purpose) => Draw.Unit(seed, Draw.Number(run), Draw.Number(stage), attempt, Draw.Host + purpose);
        TimeSpan takes = TimeSpan.FromTicks((long)(Roll(1) * TimeSpan.FromSeconds(8).Ticks));
        TimeSpan late = Policies[stage].AttemptTimeout!.Value + TimeSpan.FromTicks(1 + (long)(Roll(2) * (Grace.Ticks - 2)));
        if (Roll(0) >= 0.3) return Roll(3) < 0.95 ? new SimulatedAttempt(SimulatedEnd.Succeed, takes, default) : new SimulatedAttempt(SimulatedEnd.SucceedInTheGrace, late, default);
        return (Roll(4) * 20) switch
        {
            < 8 => new SimulatedAttempt(SimulatedEnd.BreakTheLine, takes, default),
            < 10 => new SimulatedAttempt(SimulatedEnd.BreakTheLineInTheGrace, late, default),
            < 11 => new SimulatedAttempt(SimulatedEnd.AskForCredentials, takes, default),
            < 12 => new SimulatedAttempt(SimulatedEnd.Fault, takes, default),
            < 13 => new SimulatedAttempt(SimulatedEnd.CancelForeign, takes, default),
            < 15 => new SimulatedAttempt(SimulatedEnd.Hang, default, default),
            < 17 => new SimulatedAttempt(SimulatedEnd.GetStuck, late + Grace + TimeSpan.FromSeconds(3), default),
            _ => new SimulatedAttempt(SimulatedEnd.AskToWait, takes, TimeSpan.FromSeconds(Roll(5) * 80)),
        };
    }

    private static StagePolicy Policy(int attempts, BackoffSchedule backoff, double timeout, StageEffect effect) => new()
    {
        MaxAttempts = attempts,
        Backoff = backoff,
        AttemptTimeout = TimeSpan.FromSeconds(timeout),
        AbandonGrace = Grace,
        MaxServerDelay = MaxServerDelay,
        RetryBudget = null,
        Effect = effect,
        Conditions = [RetryCondition.On(FailureKind.Authentication).Stop(), RetryCondition.Transient],
    };
}
