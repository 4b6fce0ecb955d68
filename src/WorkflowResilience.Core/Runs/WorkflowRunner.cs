using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using WorkflowResilience.Analysis;
using WorkflowResilience.Time;

namespace WorkflowResilience;

/// <summary>
/// The front door: holds an executor for each stage and runs workflows made of them. One runner a process is usual: circuit breakers, budgets and limits are its.
/// </summary>
/// <remarks>Thread-safe. Disposing it refuses new executions; those under way finish.</remarks>
public sealed partial class WorkflowRunner : IDisposable
{
    /// <summary>How a message on bad options begins.</summary>
    internal const string ConfigurationSubject = "The runner's configuration";

    private readonly ConcurrentDictionary<WorkflowStage, StageExecutor> _executors = new();
    private readonly ConcurrentDictionary<string, RetryBudget> _budgets = new(StringComparer.Ordinal);
    private readonly Lock _reconfiguring = new();
    private readonly PatternPackFolder[] _patternFolders = [];
    private RunnerSettings _settings;
    private long _executions;
    private volatile bool _disposed;

    private WorkflowRunner(WorkflowRunnerOptions options, bool passThrough)
    {
        IsPassThrough = passThrough;
        Clock = new Clock(options.TimeProvider);
        ServiceStatuses = new ServiceStatuses(Clock, isKept: !passThrough);
        Hub = new EventHub([.. options.Observers], Clock);
        Slots = new SlotPool(Clock, Hub);
        Seed = options.Seed ?? BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)));
        _settings = RunnerSettings.From(options, Clock, passThrough);
        HostRetries = new AsyncGate(Clock, _settings.MaxConcurrentRetries, int.MaxValue);
        Classifiers = [.. options.Classifiers];
        Lifecycle = options.Lifecycle;
        FailureHistory = new FailureHistory(options.Analysis.History, Clock.Provider);
        Evidence = new RetryOutcomes(Clock);
        Patterns = options.Patterns ?? new PatternLibrary();
        if (!passThrough)
        {
            var analyst = new FailureAnalyst(Clock, FailureHistory, ServiceStatuses, Patterns, Hub);
            if (options.Analysis.Enabled) analyst.Prepare();
            Analyst = analyst;
            _patternFolders = [.. options.PatternFolders.Distinct(StringComparer.Ordinal).Select(path => new PatternPackFolder(Patterns, path, Clock, Tell))];
        }

        foreach ((WorkflowStage stage, StagePolicy policy) in options.Policies) _executors[stage] = NewExecutor(stage, policy);
    }

    /// <summary>
    /// A runner that calls every delegate once and changes nothing, for unit tests of code that uses a runner: no retry, no timeout, no breaker; any stage name
    /// will do; a failure is still reported as one of this library's exceptions, and the call's own fallbacks follow it.
    /// </summary>
    public static WorkflowRunner PassThrough { get; } = new(new WorkflowRunnerOptions(), passThrough: true);

    /// <summary>The stages that have a policy, those met under the default policy included, by name.</summary>
    public IReadOnlyList<WorkflowStage> Stages => [.. _executors.Keys.OrderBy(s => s.Name, StringComparer.Ordinal)];

    /// <summary>How many callbacks of the host have thrown so far: observers, lifecycles, classifiers, conditions, schedules, disposals.</summary>
    public long CallbackFailures => Hub.CallbackFailures;

    /// <summary>Retried delegates that run now, over all stages.</summary>
    public int ConcurrentRetries => HostRetries.Held;

    /// <summary>What the host reports of its network and of the services it depends on; failures carry it. <see cref="PassThrough"/> keeps nothing of it.</summary>
    public ServiceStatuses ServiceStatuses { get; }

    /// <summary>What is remembered of failures, for questions and for what people know of them: what fixed one, and whether trying again can help.</summary>
    public FailureHistory FailureHistory { get; }

    /// <summary>The failures that are recognised; packs may be added, replaced and removed at any time.</summary>
    public PatternLibrary Patterns { get; }

    internal bool IsPassThrough { get; }

    internal Clock Clock { get; }

    internal EventHub Hub { get; }

    internal ulong Seed { get; }

    internal SlotPool Slots { get; }

    internal AsyncGate HostRetries { get; }

    internal long HostRetryWaitTicks => Settings.HostRetryWaitTicks;

    internal IFailureClassifier[] Classifiers { get; }

    internal IStageLifecycle? Lifecycle { get; }

    internal IFailureAnalyst? Analyst { get; }

    internal RetryOutcomes Evidence { get; }

    internal FailureAnalysis Analysis => Settings.Analysis;

    internal long LifecycleTicks => Settings.LifecycleTicks;

    // What a reload may change is read once where it is needed, so that nobody sees half of one.
    private RunnerSettings Settings => Volatile.Read(ref _settings);

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
            return Met(stage);
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
        return problems.Count == 0 ? new WorkflowRunner(options, passThrough: false) : throw new ResilienceConfigurationException(ConfigurationSubject, problems);
    }

    /// <summary>Refuses new executions and lets go of timers that are not in use.</summary>
    public void Dispose()
    {
        if (IsPassThrough) return;
        _disposed = true;
        foreach (PatternPackFolder folder in _patternFolders) folder.Dispose();
        Slots.Close();
        Clock.Close();
    }

    internal StageNotConfiguredException NotConfigured(WorkflowStage stage, WorkflowRun? run, IEnumerable<WorkflowStage> known)
    {
        string[] names = [.. known.Select(s => s.Name)];
        string where = run?.Workflow is { } workflow ? $"The workflow '{workflow.Name}' has no such stage" : "No policy is configured for this stage";
        StageFailure failure = StageFailure.Create(
            stage, run?.PrintedId, Draw.Bits(Seed, NextExecution(), Draw.Number(stage.Name), 0, Draw.Identity), StageReason.NotConfigured, default, null, 0, TimeSpan.Zero, null);
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

    private void Tell(PackChange change)
    {
        ResilienceEventKinds kind = change.Problems.Count > 0 ? ResilienceEventKinds.PatternsRefused : change.IsGone ? ResilienceEventKinds.PatternsRemoved : ResilienceEventKinds.PatternsChanged;
        if (!Hub.Wants(kind)) return;
        Hub.Emit(new ResilienceEvent
        {
            Kind = kind,
            Timestamp = Clock.Now,
            PatternFile = change.File,
            Pack = change.Pack,
            Problems = change.Problems.Count == 0 ? null : [.. change.Problems.Select(problem => FailureText.Redact($"{problem.Path}: {problem.Reason}"))],
        });
    }

    private StageExecutor NewExecutor(WorkflowStage stage, StagePolicy policy) => new(this, stage, policy);
}
