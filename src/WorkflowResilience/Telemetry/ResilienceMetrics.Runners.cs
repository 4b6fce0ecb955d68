using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using WorkflowResilience.Analysis;
using static WorkflowResilience.Telemetry.Labels;

namespace WorkflowResilience.Telemetry;

internal sealed partial class ResilienceMetrics
{
    private static readonly CircuitState[] s_states = [CircuitState.Closed, CircuitState.Open, CircuitState.HalfOpen, CircuitState.Isolated];
    private static readonly string[] s_executionOutcomes = [Success, Degraded, Failure, Rejected, Cancelled];
    private static readonly string[] s_attemptOutcomes = [Success, Failure, Abandoned, Cancelled];

    private readonly ConcurrentDictionary<WorkflowRunner, bool> _runners = new();
    private readonly ConcurrentDictionary<(string Workflow, string Stage), bool> _introduced = new();
    private readonly ConcurrentDictionary<WorkflowStage, bool> _introducedStages = new();

    /// <summary>Takes the stages that the runner has now as the configured ones, and observes its circuits and retries until it is disposed.</summary>
    internal void Attach(WorkflowRunner runner)
    {
        _runners[runner] = true;
        foreach (WorkflowStage stage in runner.Stages) Configure(stage);
    }

    // Stages that follow the default policy are told of too when that changes; they stay among the others.
    private void Configure(WorkflowStage stage)
    {
        if (_configured.ContainsKey(stage) || !_runners.Keys.Any(runner => runner.IsConfigured(stage))) return;
        _configured[stage] = true;
        if (_instruments.Rejections.Enabled) IntroduceStages();
    }

    // The first increment of a series that was not there before is invisible to a rate: each begins with 0.
    private void Introduce(string workflow, string stage)
    {
        if (!_instruments.AreListenedTo || !_introduced.TryAdd((workflow, stage), true)) return;
        foreach (string outcome in s_executionOutcomes)
        {
            foreach (string retried in (string[])[False, True])
                _instruments.Executions.Add(0, [Tag(Workflow, workflow), Tag(Stage, stage), Tag(Outcome, outcome), Tag(Retried, retried)]);
        }

        foreach (string outcome in s_attemptOutcomes)
        {
            foreach (string kind in (string[])[First, Retry])
                _instruments.Attempts.Add(0, [Tag(Workflow, workflow), Tag(Stage, stage), Tag(Kind, kind), Tag(Outcome, outcome)]);
        }
    }

    private void IntroduceStages() => Visit(executor =>
    {
        if (_configured.ContainsKey(executor.Stage) && _introducedStages.TryAdd(executor.Stage, true)) Introduce(Tag(Stage, executor.Stage.Name), executor.Policy);
    });

    // Only what the policy makes possible.
    private void Introduce(KeyValuePair<string, object?> stage, StagePolicy policy)
    {
        if (policy.CircuitBreaker is not null)
        {
            Reject(StageReason.CircuitOpen);
            Reject(StageReason.CircuitIsolated);
            Move(CircuitState.Closed, CircuitState.Open);
            Move(CircuitState.Open, CircuitState.HalfOpen);
            Move(CircuitState.HalfOpen, CircuitState.Open);
            Move(CircuitState.HalfOpen, CircuitState.Closed);
        }

        if (policy.Bulkhead is not null) Reject(StageReason.BulkheadFull);
        if (policy.Throttle is not null) Reject(StageReason.Throttled);
        if (policy.MaxAttempts > 1)
        {
            Refuse(StageReason.HostRetryLimit);
            Refuse(StageReason.RunRetryLimit);
            Refuse(StageReason.RunTimeLimit);
            Refuse(StageReason.ServerDelayTooLong);
            if (policy.RetryBudget is not null) Refuse(StageReason.RetryBudgetExhausted);
            if (policy.RetryEvidence is not null) Refuse(StageReason.EvidenceAgainst);
            if (policy.TotalTimeout is not null) Refuse(StageReason.DeadlineTooClose);
            if (policy.CircuitBreaker is not null) Refuse(StageReason.CircuitOpen);
        }

        if (policy.Hedging is not null)
        {
            _instruments.Hedges.Add(0, stage, Tag(Outcome, Started));
            _instruments.Hedges.Add(0, stage, Tag(Outcome, Refused));
        }

        void Reject(StageReason reason) => _instruments.Rejections.Add(0, stage, Tag(Reason, reason.Code()));
        void Refuse(StageReason reason) => _instruments.RetryRefusals.Add(0, stage, Tag(Reason, reason.Code()));
        void Move(CircuitState from, CircuitState to) => _instruments.CircuitTransitions.Add(0, stage, Tag(From, Of(from)), Tag(To, Of(to)));
    }

    private List<Measurement<long>> CircuitsByState()
    {
        // Whoever collects listens: what was configured before anybody did is introduced now.
        IntroduceStages();
        var counts = new SortedDictionary<string, long[]>(StringComparer.Ordinal);
        Visit(executor =>
        {
            if (executor.Circuit is not { } own) return;
            string stage = StageOf(executor.Stage);
            if (!counts.TryGetValue(stage, out long[]? byState)) counts[stage] = byState = new long[s_states.Length];
            byState[(int)own.State]++;
            foreach (StageExecutor keyed in executor.Keyed)
            {
                if (keyed.Circuit is { } circuit) byState[(int)circuit.State]++;
            }
        });
        return [.. counts.SelectMany(stage => s_states.Select(state => new Measurement<long>(stage.Value[(int)state], Tag(Stage, stage.Key), Tag(State, Of(state)))))];
    }

    private List<Measurement<long>> BulkheadPlaces()
    {
        var places = new SortedDictionary<string, (long Running, long Waiting)>(StringComparer.Ordinal);
        Visit(executor =>
        {
            if (executor.Runtime.Bulkhead is not { } bulkhead) return;
            string stage = StageOf(executor.Stage);
            (long running, long waiting) = places.GetValueOrDefault(stage);
            places[stage] = (running + bulkhead.Held, waiting + bulkhead.Queued);
        });
        return [.. places.SelectMany(p => (Measurement<long>[])[new(p.Value.Running, Tag(Stage, p.Key), Tag(State, Running)), new(p.Value.Waiting, Tag(Stage, p.Key), Tag(State, Waiting))])];
    }

    private long ActiveRetries() => _runners.Keys.Sum(runner => (long)runner.ConcurrentRetries);

    private long Remembered(Func<FailureHistory, long> count) => _runners.Keys.Sum(runner => count(runner.FailureHistory));

    // A disposed runner gives no executor away: it is forgotten.
    private void Visit(Action<StageExecutor> visit)
    {
        foreach (WorkflowRunner runner in _runners.Keys)
        {
            try
            {
                foreach (WorkflowStage stage in runner.Stages) visit(runner[stage]);
            }
            catch (ObjectDisposedException)
            {
                _runners.TryRemove(runner, out _);
            }
        }
    }
}
