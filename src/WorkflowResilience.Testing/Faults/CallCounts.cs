using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace WorkflowResilience.Testing;

/// <summary>Counts the calls of delegates that do not know their attempt: for each run and stage, and outside runs for each stage. Thread-safe.</summary>
internal sealed class CallCounts
{
    // By the run itself, not by its id: a run that is started again under its id meets the same faults, and a run that is gone costs nothing.
    private readonly ConditionalWeakTable<WorkflowRun, ConcurrentDictionary<WorkflowStage, StrongBox<int>>> _runs = [];
    private readonly ConcurrentDictionary<WorkflowStage, StrongBox<int>> _outside = new();

    internal CallIdentity Next(WorkflowStage stage) => WorkflowRun.Current is { } run
        ? new CallIdentity(stage, run.Id, Draw.Number(run.Id), Count(_runs.GetValue(run, static _ => new ConcurrentDictionary<WorkflowStage, StrongBox<int>>()), stage))
        : new CallIdentity(stage, null, (ulong)Count(_outside, stage), 0);

    private static int Count(ConcurrentDictionary<WorkflowStage, StrongBox<int>> counts, WorkflowStage stage) =>
        Interlocked.Increment(ref counts.GetOrAdd(stage, static _ => new StrongBox<int>()).Value);
}
