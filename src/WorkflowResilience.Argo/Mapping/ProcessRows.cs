using static WorkflowResilience.PolicyWords;

namespace WorkflowResilience.Argo;

/// <summary>The rows of a policy that the process runs by itself.</summary>
internal static class ProcessRows
{
    private const string Memory = "Its memory lasts as long as the process: a pod that begins anew begins without it.";

    internal static IEnumerable<MappingRow> Of(ArgoPlan plan)
    {
        foreach (PolicyLine line in PolicyLine.Of(plan.Policy))
        {
            string note = line is { IsTop: true, Value: not "none", Top: nameof(StagePolicy.CircuitBreaker) or nameof(StagePolicy.RetryBudget) or nameof(StagePolicy.RetryEvidence) or nameof(StagePolicy.Throttle) or nameof(StagePolicy.Bulkhead) } ? Memory : "";
            yield return new MappingRow(MappingCodes.InProcess, plan.Stage, line.Path, MappingFit.Exact, line.Words(plan.Policy), "", note);
            if (line.Path is nameof(StagePolicy.MaxAttempts)) yield return Infrastructure(plan);
            if (line.Path is nameof(StagePolicy.TotalTimeout)) yield return Backstop(plan, line.Value);
        }
    }

    private static MappingRow Infrastructure(ArgoPlan plan)
    {
        string argo = plan.Retry is { } retry ? $"limit: \"{Number(retry.Limit)}\", retryPolicy: OnError, {WholeSeconds.Member("duration", retry.Delay)}" : "";
        string why = plan.Retry is { } infra
            ? $"Argo repeats only a pod that ended in Error. If its process had begun, the policy begins anew: at worst {Count((infra.Limit + 1) * plan.Policy.MaxAttempts, "attempt")} instead of {Number(plan.Policy.MaxAttempts)}."
            : plan.NotIdempotent && plan.Options.InfrastructureRetries > 0
                ? "Argo repeats nothing: a pod can end in Error after its process had its effect, and the stage is not idempotent."
                : "Argo repeats nothing.";
        return new MappingRow(MappingCodes.Infrastructure, plan.Stage, nameof(StagePolicy.MaxAttempts), MappingFit.Exact, Number(plan.Policy.MaxAttempts), argo, why);
    }

    private static MappingRow Backstop(ArgoPlan plan, string total) => new(
        MappingCodes.Backstop, plan.Stage, nameof(StagePolicy.TotalTimeout), MappingFit.Exact, total, WholeSeconds.Member("activeDeadlineSeconds", plan.Deadline),
        plan.Deadline is null
            ? "The policy knows no latest end, so the pod has no deadline."
            : "It lies behind the latest end of the policy by a minute and the slack for starting, and only ends a process that hangs.");
}
