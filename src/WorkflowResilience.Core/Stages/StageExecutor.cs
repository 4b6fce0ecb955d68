using WorkflowResilience.Time;

namespace WorkflowResilience;

/// <summary>
/// Runs one stage under its policy: the thing to hold when a stage runs often. Get it from <see cref="WorkflowRunner"/> by the stage's name.
/// </summary>
/// <remarks>
/// Thread-safe. The tasks returned are pooled: await each exactly once. Inside a run of the same runner the execution counts for that run.
/// The order, outermost first: total timeout, then for each attempt retry admission, bulkhead, circuit breaker, attempt timeout, delegate.
/// </remarks>
public sealed partial class StageExecutor
{
    private readonly WorkflowRunner _runner;
    private readonly Clock _clock;
    private readonly EventHub _hub;
    private readonly ulong _stageNumber;
    private readonly bool _isWatched;
    private StageRuntime _runtime;

    internal StageExecutor(WorkflowRunner runner, WorkflowStage stage, StageRuntime runtime)
    {
        _runner = runner;
        _clock = runner.Clock;
        _hub = runner.Hub;
        _runtime = runtime;
        _stageNumber = Draw.Number(stage.Name);
        _isWatched = runner.Lifecycle is not null || runner.Hub.Wants(EveryStep);
        Stage = stage;
    }

    /// <summary>The stage.</summary>
    public WorkflowStage Stage { get; }

    /// <summary>The policy that executions starting now follow.</summary>
    public StagePolicy Policy => Volatile.Read(ref _runtime).Policy;

    /// <summary>The circuit breaker; null when the policy has none.</summary>
    public CircuitBreaker? Circuit => Volatile.Read(ref _runtime).Breaker;

    internal StageRuntime Runtime => Volatile.Read(ref _runtime);

    /// <summary>Puts another policy in force; executions under way finish under theirs.</summary>
    internal void Swap(StageRuntime runtime) => Volatile.Write(ref _runtime, runtime);
}
