using WorkflowResilience.Time;

namespace WorkflowResilience;

/// <summary>
/// Runs one stage under its policy: the thing to hold when a stage runs often. Get it from <see cref="WorkflowRunner"/> by the stage's name.
/// </summary>
/// <remarks>
/// Thread-safe. The tasks returned are pooled: await each exactly once. Inside a run of the same runner the execution counts for that run.
/// The order, outermost first: fallbacks, total timeout, then for each attempt retry admission, throttle, bulkhead, hedging, circuit breaker, attempt timeout, delegate.
/// </remarks>
public sealed partial class StageExecutor
{
    private readonly WorkflowRunner _runner;
    private readonly Clock _clock;
    private readonly EventHub _hub;
    private readonly StageState _state;
    private readonly ulong _stageNumber;
    private readonly bool _isWatched;
    private StageRuntime _runtime;

    internal StageExecutor(WorkflowRunner runner, WorkflowStage stage, StagePolicy policy)
        : this(runner, stage, policy, null, null, false)
    {
    }

    private StageExecutor(WorkflowRunner runner, WorkflowStage stage, StagePolicy policy, string? key, StageExecutor? parent, bool kept)
    {
        _runner = runner;
        _clock = runner.Clock;
        _hub = runner.Hub;
        _parent = parent;
        PrintedKey = key is null ? null : FailureText.Redact(key);
        _stageNumber = Draw.Number(stage.Name);
        _isWatched = runner.Lifecycle is not null || runner.Hub.Wants(EveryStep);
        _state = new StageState(runner, stage, key, parent?._state, paysItself: parent is null || kept);
        _runtime = _state.Apply(policy);
        Stage = stage;
        Key = key;
    }

    /// <summary>The stage.</summary>
    public WorkflowStage Stage { get; }

    /// <summary>The policy that executions starting now follow.</summary>
    public StagePolicy Policy => (_parent ?? this).Runtime.Policy;

    /// <summary>The circuit breaker; null when the policy has none. Of a key that has been given up it is the key's present one, which takes the key up again.</summary>
    public CircuitBreaker? Circuit => Runtime is { IsRetired: false } runtime ? runtime.Breaker : Present.Circuit;

    // Asked for each execution: whoever listens may come and go.
    private bool IsListenedTo => _runner.Lifecycle is not null || _hub.IsListening(EveryStep);

    internal StageRuntime Runtime => Volatile.Read(ref _runtime);

    /// <summary>Puts another policy in force; executions under way finish under theirs. Needs the runner's lock.</summary>
    internal void Follow(StagePolicy policy)
    {
        // With a fence: either the keys are seen here, or whoever makes the first one at the same time sees the new policy.
        Interlocked.Exchange(ref _runtime, _state.Apply(policy));
        Volatile.Read(ref _keyed)?.Follow(policy);
    }
}
