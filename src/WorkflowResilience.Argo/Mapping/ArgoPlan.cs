namespace WorkflowResilience.Argo;

/// <summary>What a policy becomes, before it is explained.</summary>
internal sealed class ArgoPlan
{
    // A pod that meets a registry or a node in trouble should not meet it again at once.
    private static readonly TimeSpan s_infrastructureDelay = TimeSpan.FromSeconds(10);

    // From the start of the pod to the start of the policy's clock, and from its end to that of the process.
    private static readonly TimeSpan s_backstop = TimeSpan.FromMinutes(1);

    internal ArgoPlan(WorkflowStage stage, StagePolicy policy, MappingOptions options)
    {
        Stage = stage;
        Policy = policy;
        Options = options;
        if (options.Owner == RetryOwner.InProcess) PlanProcess();
        else PlanArgo();
    }

    internal WorkflowStage Stage { get; }

    internal StagePolicy Policy { get; }

    internal MappingOptions Options { get; }

    internal bool Repeats => Policy.MaxAttempts > 1;

    internal bool NotIdempotent => Policy.Effect == StageEffect.NotIdempotent;

    internal ArgoRetryStrategy? Retry { get; private set; }

    internal TimeSpan? Deadline { get; private set; }

    internal BackoffFit? Backoff { get; private set; }

    internal UnrolledWaits? Unrolled { get; private set; }

    internal RepeatedEnds? Ends { get; private set; }

    /// <summary>A wait of a second stands in for none, because a budget of Argo needs one.</summary>
    internal bool HasAddedWait { get; private set; }

    private void PlanProcess()
    {
        if (new PolicyForecast(Policy).WorstWithServer is { } worst) Deadline = WholeSeconds.Up(worst + s_backstop + Options.StartupSlack);
        if (Options.InfrastructureRetries > 0 && !NotIdempotent) Retry = new ArgoRetryStrategy { Limit = Options.InfrastructureRetries, Policy = ArgoRetryPolicy.OnError, Delay = s_infrastructureDelay };
    }

    private void PlanArgo()
    {
        TimeSpan? attempt = Policy.TotalTimeout is { } total && !(Policy.AttemptTimeout < total) ? total : Policy.AttemptTimeout;
        Deadline = attempt is { } time ? WholeSeconds.Up(time + Options.StartupSlack) : null;
        if (!Repeats) return;
        Ends = new RepeatedEnds(Policy);
        if (Options.Schedule == RetrySchedule.Unrolled && !NotIdempotent)
        {
            Unrolled = UnrolledWaits.Of(Stage, Policy.Backoff, Policy.MaxAttempts - 1);
            return;
        }

        Backoff = BackoffFit.Of(Policy.Backoff, Policy.MaxAttempts - 1, Options.Target);
        if (Ends.When(Deadline is not null) is not { } when) return;
        TimeSpan? budget = Policy.TotalTimeout is { } all ? WholeSeconds.Up(all + (Options.StartupSlack * Policy.MaxAttempts)) : null;
        HasAddedWait = budget is not null && Backoff.Delay is null;
        Retry = new ArgoRetryStrategy
        {
            Limit = Backoff.Retries,
            When = when,
            Delay = HasAddedWait ? TimeSpan.FromSeconds(1) : Backoff.Delay,
            Factor = Backoff.Factor,
            Cap = Backoff.Cap,
            MaxDuration = budget,
        };
    }
}
