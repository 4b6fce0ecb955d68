using WorkflowResilience.Analysis;

namespace WorkflowResilience.Tests.Analysis.History;

/// <summary>The cause of a failure by the definition, word for word, with sets of pairs instead of walks.</summary>
internal static class NaiveCascade
{
    internal static string? CauseOf(WorkflowDefinition workflow, WorkflowStage stage, IReadOnlyList<StageEnd> ends)
    {
        string? real = Root(workflow, stage, Failing(ends, degraded: false));
        return real ?? Root(workflow, stage, Failing(ends, degraded: true));
    }

    // Stage to the index of its first failure since it last succeeded.
    private static Dictionary<WorkflowStage, int> Failing(IReadOnlyList<StageEnd> ends, bool degraded)
    {
        Dictionary<WorkflowStage, int> failing = [];
        foreach (IGrouping<(WorkflowStage Stage, string? Key), int> place in Enumerable.Range(0, ends.Count).GroupBy(i => (ends[i].Stage, ends[i].Key)))
        {
            int[] sinceSuccess = [.. place.Reverse().TakeWhile(i => ends[i].FailureId is not null).Reverse()];
            if (sinceSuccess.Length == 0 || ends[sinceSuccess[^1]].IsDegraded != degraded) continue;
            // After a fallback has given a result, only what failed later counts as a real failure.
            int[] own = degraded ? [.. sinceSuccess.Where(i => ends[i].IsDegraded)] : [.. sinceSuccess.Reverse().TakeWhile(i => !ends[i].IsDegraded)];
            failing[place.Key.Stage] = Math.Min(own.Min(), failing.GetValueOrDefault(place.Key.Stage, int.MaxValue));
        }

        return failing.ToDictionary(f => f.Key, f => f.Value);
    }

    private static string? Root(WorkflowDefinition workflow, WorkflowStage stage, Dictionary<WorkflowStage, int> failing) =>
        failing.Where(f => IsBefore(workflow, f.Key, stage) && !failing.Keys.Any(other => IsBefore(workflow, other, f.Key)))
            .OrderBy(f => f.Value).Select(f => $"{f.Value}").FirstOrDefault();

    private static bool IsBefore(WorkflowDefinition workflow, WorkflowStage first, WorkflowStage then) =>
        workflow[then].After.Any(a => a == first || IsBefore(workflow, first, a));
}
