using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using WorkflowResilience.Time;

namespace WorkflowResilience;

/// <summary>
/// The front door: holds an executor for each stage and runs workflows made of them. One runner a process is usual: circuit breakers, budgets and limits are its.
/// </summary>
/// <remarks>Thread-safe. Disposing it refuses new executions; those under way finish.</remarks>
public sealed partial class WorkflowRunner : IDisposable
{
    private readonly ConcurrentDictionary<WorkflowStage, StageExecutor> _executors = new();
    private readonly ConcurrentDictionary<string, RetryBudget> _budgets = new(StringComparer.Ordinal);
    private readonly Lock _reconfiguring = new();
    private readonly StagePolicy? _defaultPolicy;
    private readonly int _logCapacity;
    private readonly RunLimits _limits;
    private long _executions;
    private volatile bool _disposed;

    private WorkflowRunner(WorkflowRunnerOptions options, bool passThrough)
    {
        IsPassThrough = passThrough;
        Clock = new Clock(options.TimeProvider);
        Hub = new EventHub([.. options.Observers], Clock);
        Slots = new SlotPool(Clock, Hub);
        Seed = options.Seed ?? BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)));
        HostRetries = new AsyncGate(Clock, options.MaxConcurrentRetries, int.MaxValue);
        HostRetryWaitTicks = Clock.Ticks(options.MaxRetryQueueTime);
        Classifiers = [.. options.Classifiers];
        Lifecycle = options.Lifecycle;
        LifecycleTicks = options.MaxLifecycleTime == Timeout.InfiniteTimeSpan ? long.MaxValue : Clock.Ticks(options.MaxLifecycleTime);
        _logCapacity = options.LogCapacity;
        _limits = options.RunLimits;
        _defaultPolicy = passThrough || options.UnknownStages == UnknownStages.DefaultPolicy ? options.DefaultPolicy : null;
        foreach ((WorkflowStage stage, StagePolicy policy) in options.Policies) _executors[stage] = NewExecutor(stage, policy);
    }

    /// <summary>
    /// A runner that calls every delegate once and changes nothing, for unit tests of code that uses a runner: no retry, no timeout, no breaker; any stage name
    /// will do; a failure is still reported as one of this library's exceptions.
    /// </summary>
    public static WorkflowRunner PassThrough { get; } = new(new WorkflowRunnerOptions(), passThrough: true);

    /// <summary>The stages that have a policy, those met under the default policy included, by name.</summary>
    public IReadOnlyList<WorkflowStage> Stages => [.. _executors.Keys.OrderBy(s => s.Name, StringComparer.Ordinal)];

    /// <summary>How many callbacks of the host have thrown so far: observers, lifecycles, classifiers, conditions, schedules, disposals.</summary>
    public long CallbackFailures => Hub.CallbackFailures;

    /// <summary>Retried delegates that run now, over all stages.</summary>
    public int ConcurrentRetries => HostRetries.Held;

    internal bool IsPassThrough { get; }

    internal Clock Clock { get; }

    internal EventHub Hub { get; }

    internal ulong Seed { get; }

    internal SlotPool Slots { get; }

    internal AsyncGate HostRetries { get; }

    internal long HostRetryWaitTicks { get; }

    internal IFailureClassifier[] Classifiers { get; }

    internal IStageLifecycle? Lifecycle { get; }

    internal long LifecycleTicks { get; }

    /// <summary>The executor of a stage: always the same one.</summary>
    /// <param name="stage">The stage.</param>
    /// <exception cref="StageNotConfiguredException">The stage has no policy; the message names those that have.</exception>
    /// <exception cref="ArgumentException">The stage is the default value, which names nothing.</exception>
    /// <exception cref="ObjectDisposedException">The runner has been disposed.</exception>
    public StageExecutor this[WorkflowStage stage]
    {
        get
        {
            ThrowIfDisposed();
            if (_executors.TryGetValue(stage, out StageExecutor? executor)) return executor;
            if (stage.IsNone) throw new ArgumentException("The stage has no name; write one such as WorkflowStage.RepositoryClone or \"Build\".", nameof(stage));
            if (_defaultPolicy is null) throw NotConfigured(stage, null, Stages);
            lock (_reconfiguring)
            {
                return _executors.TryGetValue(stage, out executor) ? executor : _executors[stage] = NewExecutor(stage, _defaultPolicy);
            }
        }
    }

    /// <summary>Makes a runner.</summary>
    /// <param name="configure">Sets policies, limits and listeners; null: the defaults.</param>
    /// <returns>The runner.</returns>
    /// <exception cref="ResilienceConfigurationException">Something is wrong; all problems are told at once.</exception>
    public static WorkflowRunner Create(Action<WorkflowRunnerOptions>? configure = null)
    {
        var options = new WorkflowRunnerOptions();
        configure?.Invoke(options);
        return Create(options);
    }

    /// <summary>Makes a runner.</summary>
    /// <param name="options">Policies, limits and listeners. Read once.</param>
    /// <returns>The runner.</returns>
    /// <exception cref="ResilienceConfigurationException">Something is wrong; all problems are told at once.</exception>
    public static WorkflowRunner Create(WorkflowRunnerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        IReadOnlyList<string> problems = options.Validate();
        return problems.Count == 0 ? new WorkflowRunner(options, passThrough: false) : throw new ResilienceConfigurationException("The runner's configuration", problems);
    }

    /// <summary>
    /// Puts another policy in force for a stage. Executions under way finish under theirs. The circuit's state, remaining open time and isolation stay, and so do
    /// the retry budget's tokens; a breaker with other triggers or another window starts with an empty window. A bad policy is refused and changes nothing.
    /// </summary>
    /// <param name="stage">The stage; a new one is added.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="problems">What is wrong with it; empty when it is in force.</param>
    /// <returns>Whether it is in force.</returns>
    /// <exception cref="ObjectDisposedException">The runner has been disposed.</exception>
    public bool TryReconfigure(WorkflowStage stage, StagePolicy policy, out IReadOnlyList<string> problems)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ThrowIfDisposed();
        if (IsPassThrough)
        {
            problems = ["The pass-through runner follows no policy; make a runner with WorkflowRunner.Create."];
            return false;
        }

        problems = stage.IsNone ? ["The stage has no name."] : policy.Validate();
        lock (_reconfiguring)
        {
            if (problems.Count == 0 && BudgetConflict(stage, policy) is { } conflict) problems = [conflict];
            if (problems.Count == 0)
            {
                if (_executors.TryGetValue(stage, out StageExecutor? executor)) executor.Follow(policy);
                else _executors[stage] = NewExecutor(stage, policy);
            }
        }

        ResilienceEventKinds kind = problems.Count == 0 ? ResilienceEventKinds.PolicyChanged : ResilienceEventKinds.PolicyRefused;
        if (Hub.Wants(kind)) Hub.Emit(new ResilienceEvent { Kind = kind, Stage = stage, Timestamp = Clock.Now, Problems = problems });
        return problems.Count == 0;
    }

    /// <summary>Refuses new executions and lets go of timers that are not in use.</summary>
    public void Dispose()
    {
        if (IsPassThrough) return;
        _disposed = true;
        Slots.Close();
        Clock.Close();
    }

    internal StageNotConfiguredException NotConfigured(WorkflowStage stage, WorkflowRun? run, IEnumerable<WorkflowStage> known)
    {
        string[] names = [.. known.Select(s => s.Name)];
        string where = run?.Workflow is { } workflow ? $"The workflow '{workflow.Name}' has no such stage" : "No policy is configured for this stage";
        StageFailure failure = StageFailure.Create(
            stage, run?.Id, Draw.Bits(Seed, NextExecution(), Draw.Number(stage.Name), 0, Draw.Identity), StageReason.NotConfigured, default, null, 0, TimeSpan.Zero, null);
        return new StageNotConfiguredException(failure with { Message = $"{where}{NearestName.Hint(stage.Name, names)}. There are: {string.Join(", ", names)}." });
    }

    internal void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(_disposed, this);

    internal ulong NextExecution() => (ulong)Interlocked.Increment(ref _executions);

    /// <summary>The bucket of a target that stages share.</summary>
    [SuppressMessage("Reliability", "CA2000", Justification = "A budget holds nothing to dispose.")]
    internal RetryBudget SharedBudget(string target, RetryBudgetPolicy numbers)
    {
        RetryBudget budget = _budgets.GetOrAdd(target, static (_, p) => new RetryBudget(p), numbers);
        budget.Reconfigure(numbers);
        return budget;
    }

    private StageExecutor NewExecutor(WorkflowStage stage, StagePolicy policy) => new(this, stage, policy);

    private string? BudgetConflict(WorkflowStage stage, StagePolicy policy)
    {
        if (policy.RetryBudget?.Target is not { } target) return null;
        foreach ((WorkflowStage other, StageExecutor executor) in _executors)
        {
            if (other != stage && executor.Policy.RetryBudget is { Target: { } shared } numbers && string.Equals(shared, target, StringComparison.Ordinal) && numbers != policy.RetryBudget)
                return $"RetryBudget of target '{target}' has other numbers than that of the stage '{other}'; a shared budget needs the same.";
        }

        return null;
    }
}
