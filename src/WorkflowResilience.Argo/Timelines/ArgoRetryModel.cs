namespace WorkflowResilience.Argo;

/// <summary>Argo's own algorithm of retries, without a cluster: the order of its checks, its waits, its budget.</summary>
/// <remarks>
/// Source: <c>processNodeRetries</c> of the controller (4.1.2; the same in 3.6 but for the cap). After each attempt: success; budget over; wait, and fail if it would pass the budget; keep the wait while retries
/// are left; policy; limit; expression. Pods start at once and the controller looks at once: only what Argo decides is modelled.
/// </remarks>
internal static class ArgoRetryModel
{
    internal const string BudgetOver = "Max duration limit exceeded";
    internal const string WaitTooLong = "Backoff would exceed max duration limit";
    internal const string NoRetriesLeft = "No more retries left";
    internal const string ExpressionFalse = "retryStrategy.expression evaluated to false";
    internal const string StepDeadline = "Step exceeded its deadline";
    internal const string PodDeadline = "Pod was active on the node longer than the specified deadline";

    /// <summary>Runs it.</summary>
    /// <param name="strategy">The strategy; null: one attempt.</param>
    /// <param name="deadline">The template's deadline, for each attempt.</param>
    /// <param name="end">How an attempt, from 1, would end.</param>
    internal static ArgoRun Run(ArgoRetryStrategy? strategy, TimeSpan? deadline, Func<int, AttemptEnd> end)
    {
        List<ArgoAttempt> attempts = [];
        TimeSpan start = TimeSpan.Zero;
        while (true)
        {
            int number = attempts.Count + 1;
            TimeSpan? budget = strategy?.Delay is null ? null : strategy.MaxDuration;
            AttemptEnd ended = Limited(end(number), deadline, number > 1 ? budget - start : null);
            TimeSpan finish = start + ended.Duration;
            (string? verdict, TimeSpan wait) = ended.Status is null ? ("", TimeSpan.Zero) : strategy is null ? (ended.Message, TimeSpan.Zero) : Judge(strategy, budget, number, finish, ended);
            attempts.Add(new ArgoAttempt(number, start, ended, wait));
            if (verdict is not null) return new ArgoRun(attempts, verdict, ended.Status is null);
            start = finish + wait;
        }
    }

    // The verdict is null when another attempt follows.
    private static (string? Verdict, TimeSpan Wait) Judge(ArgoRetryStrategy strategy, TimeSpan? budget, int number, TimeSpan finish, in AttemptEnd ended)
    {
        TimeSpan waited = TimeSpan.Zero;
        if (strategy.Delay is not null)
        {
            if (finish > budget) return (BudgetOver, TimeSpan.Zero);
            TimeSpan wait = ArgoWait.After(number, strategy.Delay, strategy.Factor, strategy.Cap);
            if (finish + wait > budget) return (WaitTooLong, TimeSpan.Zero);
            if (number <= strategy.Limit) waited = wait;
        }

        if (!Answers(strategy.Policy, ended.Status!)) return (ended.Message, waited);
        if (number > strategy.Limit) return (NoRetriesLeft, waited);
        bool repeats = strategy.When?.Evaluate(new RetryFacts(ended.ExitCode, ended.Status!, ended.Duration, ended.Message, number - 1)) ?? true;
        return (repeats ? null : ExpressionFalse, waited);
    }

    // Which messages the list of the controller holds is not known here; what it names is an error of the machine.
    private static bool Answers(ArgoRetryPolicy policy, string status) => policy switch
    {
        ArgoRetryPolicy.Always => true,
        ArgoRetryPolicy.OnFailure => status is RetryFacts.Failed,
        _ => status is RetryFacts.Error,
    };

    private static AttemptEnd Limited(in AttemptEnd end, TimeSpan? deadline, TimeSpan? rest)
    {
        AttemptEnd limited = end.Duration > deadline ? new AttemptEnd(deadline.Value, RetryFacts.Failed, null, PodDeadline) : end;
        return limited.Duration > rest ? new AttemptEnd(rest.Value, RetryFacts.Failed, null, StepDeadline) : limited;
    }
}
