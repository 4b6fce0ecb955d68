using static WorkflowResilience.PolicyWords;

namespace WorkflowResilience.Argo;

/// <summary>The rows of a policy that Argo runs, the process making one attempt.</summary>
internal sealed class ArgoRows
{
    private const string None = "none";

    private readonly ArgoPlan _plan;
    private readonly StagePolicy _policy;

    private ArgoRows(ArgoPlan plan)
    {
        _plan = plan;
        _policy = plan.Policy;
    }

    internal static IEnumerable<MappingRow> Of(ArgoPlan plan)
    {
        var rows = new ArgoRows(plan);
        return PolicyLine.Of(plan.Policy).SelectMany(line => rows.Rows(line).Select(said => new MappingRow(said.Code, plan.Stage, line.Path, said.Fit, line.Words(plan.Policy), said.Argo, said.Explanation)));
    }

    private IEnumerable<Said> Rows(PolicyLine line) => line.Top switch
    {
        nameof(StagePolicy.MaxAttempts) => [Attempts()],
        nameof(StagePolicy.Backoff) => [Backoff(line)],
        nameof(StagePolicy.AttemptTimeout) => [AttemptTime(line)],
        nameof(StagePolicy.TotalTimeout) => [TotalTime(line)],
        nameof(StagePolicy.AbandonGrace) => [Near(MappingCodes.Grace, "", "The process may use its grace, but Kubernetes kills a pod whose deadline is over 30 s later, unless terminationGracePeriodSeconds says otherwise.")],
        nameof(StagePolicy.MinimumAttemptTime) => [_plan.Repeats && _policy.TotalTimeout is not null && _policy.MinimumAttemptTime > TimeSpan.Zero ? Not(MappingCodes.MinimumTime, "A retry may begin with less time left than this; maxDuration ends it.") : Same()],
        nameof(StagePolicy.MaxServerDelay) => [_plan.Repeats ? Not(MappingCodes.ServerDelay, "A wait that a server asks for is not known to Argo, which waits as its backoff says; let the process repeat stages that call such servers.") : Same()],
        nameof(StagePolicy.Conditions) => Conditions(line),
        nameof(StagePolicy.UnknownFailures) => [Unknown()],
        nameof(StagePolicy.CircuitBreaker) => [Lost(line, MappingCodes.Breaker, "Each attempt is a process of its own, and a circuit lives in one: it never opens. Let the process repeat, or guard the target from outside.")],
        nameof(StagePolicy.RetryBudget) => [Budget(line)],
        nameof(StagePolicy.RetryEvidence) => [Lost(line, MappingCodes.Evidence, "Each attempt is a process of its own and knows nothing of earlier ones.")],
        nameof(StagePolicy.Throttle) => [Lost(line, MappingCodes.Throttle, "Each attempt is a process of its own and knows no share of accepted calls.")],
        nameof(StagePolicy.Bulkhead) => [Lost(line, MappingCodes.Bulkhead, "Places are counted in a process. A semaphore (synchronization) limits pods of a template; it is held through waits and retries.")],
        nameof(StagePolicy.Effect) => [Effect()],
        nameof(StagePolicy.RetryNested) => [_policy.RetryNested || !_plan.Repeats ? Same() : Near(MappingCodes.Nested, "", "A failure that an execution inside has already repeated leaves with the same exit code, and is repeated again when that code is.")],
        nameof(StagePolicy.Hedging) or nameof(StagePolicy.Offload) or nameof(StagePolicy.MaxKeys) => [new Said(MappingCodes.OneAttempt, MappingFit.Exact, "", "")],
        _ => throw new InvalidOperationException($"The mapping knows no member {line.Top}."),
    };

    private static Said Same(string argo = "", string explanation = "") => new(MappingCodes.Written, MappingFit.Exact, argo, explanation);

    private static Said Near(string code, string argo, string explanation) => new(code, MappingFit.Approximate, argo, explanation);

    private static Said Not(string code, string explanation) => new(code, MappingFit.NotMapped, "", explanation);

    private static Said Lost(PolicyLine line, string code, string explanation) => line is { IsTop: true, Value: None } ? Same() : Not(code, line.IsTop ? explanation : $"Part of {line.Top}.");

    private Said Attempts()
    {
        if (!_plan.Repeats) return Same(explanation: "One attempt: nothing is repeated.");
        if (_plan.Unrolled is not null) return Same($"{Number(_policy.MaxAttempts)} tasks");
        if (_plan.Retry is not { } retry) return Not(MappingCodes.Effect, "No failure is left that Argo could repeat safely: the conditions name none that an exit code of the process tells.");
        string argo = $"limit: \"{Number(retry.Limit)}\"";
        return retry.Limit == _policy.MaxAttempts - 1 ? Same(argo) : Near(_plan.Backoff!.Code, argo, _plan.Backoff.Explanation);
    }

    private Said Backoff(PolicyLine line)
    {
        if (!_plan.Repeats) return Same(explanation: line.IsTop ? "One attempt: nothing waits." : "");
        if (_plan.Unrolled is { } unrolled)
        {
            string tasks = line.IsTop ? $"waits of {BackoffFit.Named(unrolled.Waits)}" : "";
            if (_policy.Backoff is BackoffSchedule.CustomBackoff) return Near(MappingCodes.Drawn, tasks, line.IsTop ? "The code was asked once, when the YAML was written." : "Part of Backoff.");
            return unrolled.IsExact
                ? new Said(MappingCodes.Unrolled, MappingFit.Exact, tasks, line.IsTop && IsSpread() ? "Drawn once from the stage's name: the same in every run, other in other stages." : "")
                : Near(MappingCodes.Rounded, tasks, line.IsTop ? "A wait that has no whole second in its range is rounded up." : "Part of Backoff.");
        }

        if (line.Path.StartsWith("Backoff.Jitter", StringComparison.Ordinal))
            return _policy.Backoff.Jitter is Jitter.NoJitter ? Same() : Not(MappingCodes.Jitter, "Argo spreads no waits: what failed together comes back together. RetrySchedule.Unrolled draws them once.");
        BackoffFit fit = _plan.Backoff!;
        if (_plan.Retry is not { } retry) return Same(explanation: line.IsTop ? "Nothing is repeated, so nothing waits." : "");
        string argo = line.Path switch
        {
            "Backoff" => string.Join(", ", new[] { WholeSeconds.Member("duration", retry.Delay), retry.Factor is { } factor ? $"factor: \"{Number(factor)}\"" : "", WholeSeconds.Member("cap", retry.Cap) }.Where(static part => part.Length > 0)),
            "Backoff.Max" => WholeSeconds.Member("cap", retry.Cap),
            "Backoff.Factor" => retry.Factor is { } factor ? $"factor: \"{Number(factor)}\"" : "",
            _ => "",
        };
        if (_plan.HasAddedWait) return Near(MappingCodes.Rounded, argo, line.IsTop ? "Argo keeps maxDuration only beside a wait, so there is one of a second." : "Part of Backoff.");
        if (fit.IsExact || fit.Retries < _policy.MaxAttempts - 1) return fit.IsExact || !line.IsTop && line.Path is not "Backoff.Max" ? Same(argo) : Near(fit.Code, argo, fit.Explanation);
        return Near(fit.Code, argo, line.IsTop ? fit.Explanation : "Part of Backoff.");
    }

    private bool IsSpread() => _policy.Backoff.Jitter is not Jitter.NoJitter || _policy.Backoff is BackoffSchedule.DecorrelatedBackoff;

    private Said AttemptTime(PolicyLine line) => line.Value is None
        ? Same()
        : Near(
            MappingCodes.PodDeadline, WholeSeconds.Member("activeDeadlineSeconds", _plan.Deadline),
            (WholeSeconds.Is(_policy.AttemptTimeout!.Value) ? "" : "Rounded up to whole seconds. ") + "The pod's time counts from its placement on a node: image pull and init containers take their share, for which StartupSlack makes room.");

    private Said TotalTime(PolicyLine line)
    {
        if (line.Value is None) return Same();
        if (_plan.Unrolled is not null) return Not(MappingCodes.NoTotal, "Tasks have no time in common; activeDeadlineSeconds of the workflow limits all of its stages together.");
        return _plan.Retry is { } retry
            ? Near(MappingCodes.Budget, $"{WholeSeconds.Member("maxDuration", retry.MaxDuration)}, {WholeSeconds.Member("activeDeadlineSeconds", _plan.Deadline)}", "It counts from the start of the first attempt, the time that pods wait for a node included. The first attempt itself is ended by its own deadline only.")
            : Near(MappingCodes.PodDeadline, WholeSeconds.Member("activeDeadlineSeconds", _plan.Deadline), "There is one attempt, so its deadline is that of all.");
    }

    private IEnumerable<Said> Conditions(PolicyLine line)
    {
        if (!_plan.Repeats) return [Same()];
        if (line.IsTop) return Together();
        RetryCondition condition = _policy.Conditions[line.Index()];
        if (line.Path.Contains("].Backoff", StringComparison.Ordinal))
        {
            bool own = condition is { Backoff: { } waits, Decision: RetryDecision.Retry } && waits != _policy.Backoff;
            return [own ? Not(MappingCodes.OwnWaits, line.Path.EndsWith("].Backoff", StringComparison.Ordinal) ? "Argo has one backoff for all failures of a template; split the stage, or let the process repeat." : "Part of the condition's Backoff.") : Same()];
        }

        bool isWhole = line.Path.EndsWith(']');
        if (!RepeatedEnds.IsSeen(condition))
            return [Not(MappingCodes.Unseen, !isWhole ? "Part of the condition." : $"Argo sees an exit code and a line of Kubernetes, not {(condition is RetryCondition.MessageCondition ? "the texts of failures" : "what the condition looks at")}. Raise StageFailure.Of(kind, …) for such failures and name the kind.")];
        if (_plan.Unrolled is not null) return [RepeatsAll() ? Same() : Not(MappingCodes.AnyFailure, isWhole ? "Every failure of an unrolled attempt is repeated." : "Part of the condition.")];
        return [_plan.Ends!.Doubts.Count == 0 ? new Said(MappingCodes.ExitCodes, MappingFit.Exact, "", "") : Near(MappingCodes.ExitCodes, "", isWhole ? "Exit codes tell failures less finely apart; see Conditions." : "Part of the condition.")];
    }

    private IEnumerable<Said> Together()
    {
        if (_plan.Unrolled is not null)
        {
            yield return RepeatsAll() ? Same() : Not(MappingCodes.AnyFailure, "A task depends on Failed and Errored of the one before, whatever its exit code: what the policy would stop is repeated until no attempt is left.");
            yield break;
        }

        string argo = _plan.Retry?.When is { } when ? $"retryPolicy: Always, expression: {when.ToExpression()}" : "";
        IReadOnlyList<string> doubts = _plan.Ends!.Doubts;
        yield return doubts.Count == 0 ? new Said(MappingCodes.ExitCodes, MappingFit.Exact, argo, "") : Near(MappingCodes.ExitCodes, argo, string.Join(' ', doubts));
        if (_plan.Retry is { Delay: { } delay })
            yield return Near(MappingCodes.WaitsFirst, "", $"A failure that must not be repeated still waits before the stage fails: {Duration(delay)} after the first attempt, unless it was the last.");
    }

    private bool RepeatsAll() => _policy.Conditions is [RetryCondition.AnyCondition { Decision: RetryDecision.Retry }, ..];

    private Said Unknown() => !_plan.Repeats || RepeatsAll() ? Same()
        : _plan.Unrolled is not null ? Not(MappingCodes.AnyFailure, "Every failure of an unrolled attempt is repeated.")
        : new Said(MappingCodes.ExitCodes, MappingFit.Exact, "", _policy.UnknownFailures == UnknownFailures.FollowVerdict ? "The verdict decides on the exit code: 75 when it is transient." : "");

    // Within one execution in a fresh process a full enough bucket refuses nothing.
    private Said Budget(PolicyLine line)
    {
        bool acts = _plan.Repeats && _policy.RetryBudget is { } budget && (_policy.MaxAttempts - 1) * budget.Cost > budget.Initial;
        if (_policy.RetryBudget is null || !_plan.Repeats) return Same();
        return acts
            ? Lost(line, MappingCodes.RetryBudget, "The bucket of a new process would not pay for all retries; Argo makes them all the same. Lower MaxAttempts.")
            : Same(explanation: line.IsTop ? "A new process begins with tokens enough for all retries of one execution; across runs nobody counts." : "");
    }

    private Said Effect()
    {
        if (!_plan.Repeats) return Same();
        if (!_plan.NotIdempotent) return Same();
        string unrolled = _plan.Options.Schedule == RetrySchedule.Unrolled ? " It is not unrolled: tasks cannot tell such ends apart." : "";
        return new Said(
            MappingCodes.Effect, MappingFit.Exact, _plan.Retry?.When is { } when ? $"expression: {when.ToExpression()}" : "",
            "Argo repeats only what the process itself says after a failure: not a deadline, a kill, a lost pod or status Error, after each of which the outcome is unknown." + unrolled);
    }

    private readonly record struct Said(string Code, MappingFit Fit, string Argo, string Explanation);
}
