using System.Runtime.CompilerServices;

namespace WorkflowResilience.Analysis;

/// <summary>How often each stage of each workflow fails. At most so many; the stage that has not failed for the longest time gives way.</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class StageRates(int capacity, FrequencyPlan plan)
{
    private readonly RecentTable<(string? Workflow, WorkflowStage Stage), StrongBox<FrequencyWatch>> _stages = new(capacity);

    internal long Bytes => (long)_stages.Count * (ObjectSize.StageRate + ObjectSize.RecentPlace);

    internal RateChange Count(string? workflow, WorkflowStage stage, long now, out FrequencyFigures figures)
    {
        if (!_stages.TryGet((workflow, stage), out StrongBox<FrequencyWatch>? watch))
        {
            watch = new StrongBox<FrequencyWatch>(new FrequencyWatch(now, 0));
            _stages.Set((workflow, stage), watch);
        }

        RateChange change = watch.Value.Count(now, plan);
        figures = watch.Value.Figures(plan);
        return change;
    }
}
