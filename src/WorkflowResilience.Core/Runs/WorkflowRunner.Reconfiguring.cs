namespace WorkflowResilience;

public sealed partial class WorkflowRunner
{
    private const string FollowsNothing = "The pass-through runner follows no policy; make a runner with WorkflowRunner.Create.";

    // Stages that run under the default policy; when that changes, they follow. Guarded by the lock.
    private readonly HashSet<WorkflowStage> _followers = [];

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
            problems = [FollowsNothing];
            return false;
        }

        problems = stage.IsNone ? ["The stage has no name."] : policy.Validate();
        lock (_reconfiguring)
        {
            if (problems.Count == 0 && BudgetConflict(stage, policy) is { } conflict) problems = [conflict];
            if (problems.Count == 0)
            {
                Put(stage, policy);
                _followers.Remove(stage);
            }
        }

        if (problems.Count == 0) TellChanged(stage);
        else TellRefused(stage, problems);
        return problems.Count == 0;
    }

    /// <summary>
    /// Puts other options in force, all of them or none: every policy, the default policy and what is done with unknown stages, the limits of runs and of the host, the size of
    /// run logs. What is wrong anywhere is told at once and changes nothing. Stages whose policy says the same as before, code being represented by its name, are not touched.
    /// </summary>
    /// <remarks>
    /// Executions and runs under way finish under what they began with. Of each stage stays what <see cref="TryReconfigure(WorkflowStage, StagePolicy, out IReadOnlyList{string})"/>
    /// keeps. A retry budget that stages share may change its numbers here when all of them change together. A stage that the options no longer name keeps its policy; one that runs
    /// under the default policy follows that. <see cref="WorkflowRunnerOptions.Patterns"/>, <see cref="WorkflowRunnerOptions.PatternFolders"/>, <see cref="WorkflowRunnerOptions.Seed"/>, <see cref="WorkflowRunnerOptions.TimeProvider"/>,
    /// <see cref="WorkflowRunnerOptions.Observers"/>, <see cref="WorkflowRunnerOptions.Classifiers"/> and <see cref="WorkflowRunnerOptions.Lifecycle"/> stay what they were when
    /// the runner was made. Observers are told of each stage that changed, or once of all problems. Calls take turns.
    /// </remarks>
    /// <param name="options">Policies and limits. Read once.</param>
    /// <param name="problems">What is wrong with them; empty when they are in force.</param>
    /// <returns>Whether they are in force.</returns>
    /// <exception cref="ObjectDisposedException">The runner has been disposed.</exception>
    public bool TryReconfigure(WorkflowRunnerOptions options, out IReadOnlyList<string> problems)
    {
        ArgumentNullException.ThrowIfNull(options);
        ThrowIfDisposed();
        if (IsPassThrough)
        {
            problems = [FollowsNothing];
            return false;
        }

        List<WorkflowStage> changed = [];
        problems = options.Validate();
        if (problems.Count == 0)
        {
            RunnerSettings settings = RunnerSettings.From(options, Clock, isPassThrough: false);
            lock (_reconfiguring)
            {
                Dictionary<WorkflowStage, StagePolicy> policies = Afterwards(options, settings);
                problems = [.. SharedBudgets.Conflicts(policies, settings.DefaultPolicy)];
                if (problems.Count == 0)
                {
                    Volatile.Write(ref _settings, settings);
                    foreach ((WorkflowStage stage, StagePolicy policy) in policies)
                    {
                        if (_executors.TryGetValue(stage, out StageExecutor? executor) && executor.Policy.Equals(policy)) continue;
                        Put(stage, policy);
                        changed.Add(stage);
                    }

                    _followers.ExceptWith(options.Policies.Keys);
                }
            }
        }

        // Outside the lock, because the host's code runs: retries that get a place go on, and observers are told.
        HostRetries.Resize(Settings.MaxConcurrentRetries, int.MaxValue);
        foreach (WorkflowStage stage in changed) TellChanged(stage);
        if (problems.Count > 0) TellRefused(default, problems);
        return problems.Count == 0;
    }

    /// <summary>Whether a stage has a policy of its own. One that was met under the default policy has not, until it is given one.</summary>
    /// <param name="stage">The stage.</param>
    /// <returns>False too for a stage that is not known at all. Thread-safe.</returns>
    public bool IsConfigured(WorkflowStage stage)
    {
        lock (_reconfiguring) return _executors.ContainsKey(stage) && !_followers.Contains(stage);
    }

    private StageExecutor Met(WorkflowStage stage)
    {
        lock (_reconfiguring)
        {
            if (_executors.TryGetValue(stage, out StageExecutor? executor)) return executor;
            if (_settings.DefaultPolicy is not { } policy) throw NotConfigured(stage, null, Stages);
            _followers.Add(stage);
            return _executors[stage] = NewExecutor(stage, policy);
        }
    }

    // What every stage would follow: those that the options do not name as well.
    private Dictionary<WorkflowStage, StagePolicy> Afterwards(WorkflowRunnerOptions options, RunnerSettings settings)
    {
        Dictionary<WorkflowStage, StagePolicy> policies = new(options.Policies);
        foreach ((WorkflowStage stage, StageExecutor executor) in _executors)
            policies.TryAdd(stage, _followers.Contains(stage) && settings.DefaultPolicy is { } policy ? policy : executor.Policy);
        return policies;
    }

    private void Put(WorkflowStage stage, StagePolicy policy)
    {
        if (_executors.TryGetValue(stage, out StageExecutor? executor)) executor.Follow(policy);
        else _executors[stage] = NewExecutor(stage, policy);
    }

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

    private void TellChanged(WorkflowStage stage)
    {
        if (Hub.Wants(ResilienceEventKinds.PolicyChanged))
            Hub.Emit(new ResilienceEvent { Kind = ResilienceEventKinds.PolicyChanged, Stage = stage, Timestamp = Clock.Now, Problems = [] });
    }

    private void TellRefused(WorkflowStage stage, IReadOnlyList<string> problems)
    {
        if (Hub.Wants(ResilienceEventKinds.PolicyRefused))
            Hub.Emit(new ResilienceEvent { Kind = ResilienceEventKinds.PolicyRefused, Stage = stage, Timestamp = Clock.Now, Problems = problems });
    }
}
