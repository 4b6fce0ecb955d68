using WorkflowResilience;

namespace CiPipeline;

/// <summary>
/// What each stage may do when it fails. Without breaker and budget: those protect a target from many callers, and one pipeline after another is one caller,
/// held back by MaxAttempts alone. It also leaves the plan the only thing that decides a run.
/// </summary>
internal static class Policies
{
    /// <summary>With the defaults, a run that meets the worst plan still ends within a minute.</summary>
    public static IReadOnlyDictionary<WorkflowStage, StagePolicy> Create(Arguments arguments)
    {
        StagePolicy common = new()
        {
            Backoff = BackoffSchedule.Exponential(TimeSpan.FromMilliseconds(200), max: TimeSpan.FromSeconds(1)),
            AbandonGrace = TimeSpan.FromSeconds(2),
            Conditions = [RetryCondition.On(FailureKind.Compilation, FailureKind.TestFailure).Stop(), RetryCondition.Transient],
            RetryBudget = null,

            // Every attempt works in a folder of its own or writes the same products again.
            Effect = StageEffect.Idempotent,
        };
        TimeSpan build = TimeSpan.FromSeconds(arguments.BuildTimeout ?? (arguments.ScriptedBuild ? 3 : 25));
        TimeSpan test = TimeSpan.FromSeconds(arguments.BuildTimeout ?? (arguments.ScriptedBuild ? 3 : 7));
        return new Dictionary<WorkflowStage, StagePolicy>
        {
            [Pipeline.Clone] = common with { MaxAttempts = 3, AttemptTimeout = TimeSpan.FromSeconds(4) },
            [Pipeline.Build] = common with { MaxAttempts = 2, AttemptTimeout = build },
            [Pipeline.Test] = common with { MaxAttempts = 2, AttemptTimeout = test },
            [Pipeline.Report] = common with { MaxAttempts = 2, AttemptTimeout = TimeSpan.FromSeconds(2), AbandonGrace = TimeSpan.FromMilliseconds(500) },
        };
    }
}
