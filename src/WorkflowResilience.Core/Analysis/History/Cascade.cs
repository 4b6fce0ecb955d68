namespace WorkflowResilience.Analysis;

/// <summary>Which failure of a run another one follows from.</summary>
/// <remarks>
/// <para>
/// It is the earliest failure, in time, among the failing ancestors of the stage that have no failing ancestor themselves. A stage is failing when the last execution of it,
/// for any of its keys, failed; its failure is the first since it last succeeded. Cancelled executions say nothing and are not told to this.
/// </para>
/// <para>
/// Failures that a fallback made good count only where no ancestor has really failed: a degraded result can be the cause, but a stage that never gave one is the better
/// explanation. The really failing stage is linked to the degraded one by its own failure.
/// </para>
/// </remarks>
internal static class Cascade
{
    /// <param name="workflow">The run's workflow; null gives null.</param>
    /// <param name="stage">The stage that failed; one that the workflow does not have gives null.</param>
    /// <param name="ends">How stages of the run have ended so far, in the order of time.</param>
    internal static FailureLink? CauseOf(WorkflowDefinition? workflow, WorkflowStage stage, IReadOnlyList<StageEnd> ends)
    {
        if (workflow is null || ends.Count == 0 || !workflow.TryGet(stage, out _)) return null;
        Dictionary<WorkflowStage, int> failed = [], degraded = [];
        Dictionary<(WorkflowStage, string?), (int Failed, int Degraded)> open = [];
        for (int i = 0; i < ends.Count; i++) Follow(open, ends[i], i);
        foreach (((WorkflowStage of, _), (int failure, int fallback)) in open)
        {
            if (failure >= 0) Keep(failed, of, failure);
            else Keep(degraded, of, fallback);
        }

        if (failed.Count + degraded.Count == 0) return null;
        IReadOnlyList<WorkflowStage> ancestors = workflow.AncestorsOf(stage);
        int cause = Earliest(workflow, ancestors, failed);
        if (cause < 0) cause = Earliest(workflow, ancestors, degraded);
        return cause < 0 ? null : new FailureLink(ends[cause].Stage, ends[cause].FailureId!, ends[cause].Fingerprint);
    }

    // The first failure and the first degraded end of each stage and key since it last succeeded; its last end says which of them counts.
    private static void Follow(Dictionary<(WorkflowStage, string?), (int Failed, int Degraded)> open, in StageEnd end, int index)
    {
        (WorkflowStage, string?) place = (end.Stage, end.Key);
        if (end.FailureId is null)
        {
            open.Remove(place);
            return;
        }

        bool known = open.TryGetValue(place, out (int Failed, int Degraded) first);
        if (!known) first = (-1, -1);
        if (end.IsDegraded) open[place] = (-1, first.Degraded >= 0 ? first.Degraded : index);
        else open[place] = (first.Failed >= 0 ? first.Failed : index, first.Degraded);
    }

    private static void Keep(Dictionary<WorkflowStage, int> earliest, WorkflowStage stage, int index)
    {
        if (!earliest.TryGetValue(stage, out int present) || index < present) earliest[stage] = index;
    }

    // The ancestors come in an order in which each follows its own, so one walk carries on which of them have a failing one behind them.
    private static int Earliest(WorkflowDefinition workflow, IReadOnlyList<WorkflowStage> ancestors, Dictionary<WorkflowStage, int> failing)
    {
        HashSet<WorkflowStage> behind = [];
        int earliest = -1;
        foreach (WorkflowStage ancestor in ancestors)
        {
            if (workflow[ancestor].After.Any(before => behind.Contains(before) || failing.ContainsKey(before))) behind.Add(ancestor);
            else if (failing.TryGetValue(ancestor, out int index) && (earliest < 0 || index < earliest)) earliest = index;
        }

        return earliest;
    }
}
