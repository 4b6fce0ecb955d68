using System.Collections.Concurrent;
using System.Diagnostics;
using WorkflowResilience.Analysis;

namespace WorkflowResilience;

/// <summary>One execution of a workflow, from its start to the end of its body: what its stages share.</summary>
/// <remarks>Thread-safe: stages of a run may run side by side.</remarks>
public sealed partial class WorkflowRun
{
    private static readonly AsyncLocal<WorkflowRun?> s_current = new();

    private readonly Lock _lock = new();
    private readonly Dictionary<WorkflowStage, int> _occurrences = [];
    private readonly List<StageReport> _reports = [];
    private readonly RunLimits _limits;
    private readonly DateTimeOffset _startedAt;
    private readonly long _lastRetryStart;
    private int _retries;
    private Activity? _span;

    internal WorkflowRun(WorkflowRunner runner, string id, RunOptions options, RunLimits limits, RunLog log, CancellationToken cancellationToken)
    {
        Runner = runner;
        Id = id;
        Number = Draw.Number(id);
        Workflow = options.Workflow;
        PrintedId = FailureText.Redact(id);
        WorkflowName = FailureText.Redact(options.Workflow?.Name ?? options.WorkflowName ?? "workflow");
        Parameters = new Dictionary<string, string>(options.Parameters, StringComparer.Ordinal);
        Log = log;
        CancellationToken = cancellationToken;
        _limits = limits;
        _startedAt = runner.Clock.Provider.GetUtcNow();
        StartTimestamp = runner.Clock.Now;
        _lastRetryStart = StartTimestamp + runner.Clock.Ticks(limits.MaxRetryTime);
    }

    /// <summary>The run that the calling code is in; null outside runs.</summary>
    public static WorkflowRun? Current => s_current.Value;

    /// <summary>The host's id, as it was given. Failures, events, logs, spans and summaries show it redacted.</summary>
    public string Id { get; }

    /// <summary>The workflow's name, redacted.</summary>
    public string WorkflowName { get; }

    /// <summary>The workflow; null when the run was started without one.</summary>
    public WorkflowDefinition? Workflow { get; }

    /// <summary>What the run was started with.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; }

    /// <summary>The host's own values, for code in the run and for diagnoses.</summary>
    public ConcurrentDictionary<string, object?> Values { get; } = new(StringComparer.Ordinal);

    /// <summary>The last lines logged.</summary>
    public RunLog Log { get; }

    /// <summary>The token the run was started with. Stages of the run get it unless their caller gives another.</summary>
    public CancellationToken CancellationToken { get; }

    internal WorkflowRunner Runner { get; }

    /// <summary>The id as it may leave the process: a host may have made it from something that holds a secret.</summary>
    internal string PrintedId { get; }

    internal ulong Number { get; }

    internal long StartTimestamp { get; }

    /// <summary>What has happened so far.</summary>
    /// <returns>A copy.</returns>
    public RunSummary Summary() => Summary(null);

    internal async Task EnterAsync(Func<WorkflowRun, Task> body)
    {
        s_current.Value = this;
        if (StageTracing.IsListenedTo && !Runner.IsPassThrough) _span = StageTracing.Begin(this, _startedAt);
        if (Runner.Hub.Wants(ResilienceEventKinds.RunStarted))
            Runner.Hub.Emit(new ResilienceEvent { Kind = ResilienceEventKinds.RunStarted, RunId = PrintedId, WorkflowName = WorkflowName, Timestamp = StartTimestamp });
        await (body(this) ?? throw NoTask.Returned()).ConfigureAwait(false);
    }

    internal RunSummary End(Exception? error)
    {
        RunSummary summary = Summary(error);
        if (_span is { } span) StageTracing.End(span, summary, error, Runner.Hub);
        if (Runner.Hub.Wants(ResilienceEventKinds.RunEnded))
        {
            Runner.Hub.Emit(new ResilienceEvent
            {
                Kind = ResilienceEventKinds.RunEnded,
                RunId = PrintedId,
                WorkflowName = WorkflowName,
                Timestamp = Runner.Clock.Now,
                Reason = summary.Kind == StageOutcomeKind.Cancelled ? StageReason.Cancelled : summary.Failure?.Reason ?? StageReason.None,
                Duration = summary.Duration,
                Failure = summary.Failure,
                Error = error,
            });
        }

        return summary;
    }

    internal int NextOccurrence(WorkflowStage stage)
    {
        lock (_lock)
        {
            _occurrences.TryGetValue(stage, out int next);
            _occurrences[stage] = next + 1;
            return next;
        }
    }

    internal void Add(StageReport report)
    {
        lock (_lock) _reports.Add(report);
    }

    /// <summary>How stages have ended so far, in the order of time, as far as failures may follow from it.</summary>
    internal IReadOnlyList<StageEnd> Ends()
    {
        lock (_lock)
        {
            return
            [
                .. _reports.Where(r => r.Kind != StageOutcomeKind.Cancelled)
                    .Select(r => new StageEnd(r.Stage, r.Key, r.Failure?.Id, r.Failure?.Fingerprint, r.Fallback is not null)),
            ];
        }
    }

    /// <summary>The last reports so far, in the order in which the stages ended, and how many there were before them.</summary>
    internal StageReport[] LastReports(int count, out int before)
    {
        lock (_lock)
        {
            before = Math.Max(0, _reports.Count - count);
            return [.. _reports.Skip(before)];
        }
    }

    /// <summary>Takes one of the run's retries.</summary>
    /// <param name="start">When it would start.</param>
    /// <returns>The limit that refuses it, or <see cref="StageReason.None"/>.</returns>
    internal StageReason TryTakeRetry(long start)
    {
        if (IsTooLate(start)) return StageReason.RunTimeLimit;
        lock (_lock)
        {
            if (_retries >= _limits.MaxRetries) return StageReason.RunRetryLimit;
            _retries++;
            return StageReason.None;
        }
    }

    internal void GiveBackRetry()
    {
        lock (_lock) _retries--;
    }

    /// <summary>The numbers of a limit that has refused a retry.</summary>
    internal Obstacle Limit(StageReason reason) => new(0, reason == StageReason.RunRetryLimit ? _limits.MaxRetries : _limits.MaxRetryTime.TotalSeconds);

    internal bool IsTooLate(long start) => start > _lastRetryStart;

    // The HTTP handler's failures leave as what callers of an HttpClient expect, with ours inside.
    private static StageFailedException? StageFailureIn(Exception? error) => error as StageFailedException ?? (error as HttpRequestException)?.InnerException as StageFailedException;

    private RunSummary Summary(Exception? error)
    {
        StageFailedException? ours = StageFailureIn(error);
        lock (_lock)
        {
            return new RunSummary
            {
                RunId = PrintedId,
                WorkflowName = WorkflowName,
                Kind = error is null ? StageOutcomeKind.Succeeded
                    : error is OperationCanceledException && CancellationToken.IsCancellationRequested ? StageOutcomeKind.Cancelled
                    : StageOutcomeKind.Failed,
                StartedAt = _startedAt,
                Duration = Runner.Clock.Span(Runner.Clock.Now - StartTimestamp),
                Retries = _retries,
                Stages = [.. _reports],
                Failure = ours?.Failure,
                ErrorText = error is null ? null : ours is null ? FailureText.Of(error) : FailureText.MessageOf(ours),
            };
        }
    }
}
