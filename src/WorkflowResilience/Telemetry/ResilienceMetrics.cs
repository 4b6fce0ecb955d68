using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using static WorkflowResilience.Telemetry.Labels;

namespace WorkflowResilience.Telemetry;

/// <summary>Counts what happens. Allocates nothing for a measurement; while nobody listens, a stage that succeeds at once passes it by.</summary>
/// <remarks>Thread-safe. <see cref="Attach"/> it to each runner whose observer it is: only then does it know which stages are configured.</remarks>
internal sealed partial class ResilienceMetrics : IResilienceObserver, IDisposable
{
    private const int MaxWorkflows = 100;
    private const int MaxErrorTypes = 100;

    private readonly Instruments _instruments;
    private readonly Meter? _own;
    private readonly BoundedNames _workflows = new(MaxWorkflows, Other);
    private readonly BoundedNames _errorTypes = new(MaxErrorTypes, OtherError);
    private readonly ConcurrentDictionary<WorkflowStage, bool> _configured = new();

    /// <summary>Makes the instruments.</summary>
    /// <param name="meters">The host's; null: a meter of its own, which <see cref="Dispose"/> disposes.</param>
    internal ResilienceMetrics(IMeterFactory? meters)
    {
        var options = new MeterOptions(Instruments.MeterName) { Version = typeof(ResilienceMetrics).Assembly.GetName().Version?.ToString(3) };
        Meter meter = meters is null ? _own = new Meter(options) : meters.Create(options);
        _instruments = new Instruments(meter);
        Instruments.Observe(meter, CircuitsByState, BulkheadPlaces, ActiveRetries, Remembered);
    }

    public ResilienceEventKinds Interests =>
        ResilienceEventKinds.RunEnded | ResilienceEventKinds.StageStarted | ResilienceEventKinds.StageSucceeded | ResilienceEventKinds.StageFailed | ResilienceEventKinds.StageCancelled
        | ResilienceEventKinds.AttemptSucceeded | ResilienceEventKinds.AttemptFailed | ResilienceEventKinds.AttemptAbandoned | ResilienceEventKinds.RetryScheduled
        | ResilienceEventKinds.RetryRefused | ResilienceEventKinds.CallRejected | ResilienceEventKinds.CircuitChanged | ResilienceEventKinds.CallbackFailed
        | ResilienceEventKinds.PolicyChanged | ResilienceEventKinds.HedgeStarted | ResilienceEventKinds.HedgeRefused | ResilienceEventKinds.FallbackUsed | ResilienceEventKinds.FallbackFailed
        | ResilienceEventKinds.FailureAnalyzed | ResilienceEventKinds.FailureRateRaised | ResilienceEventKinds.FailureRateSettled | ResilienceEventKinds.StageRateRaised
        | ResilienceEventKinds.StageRateSettled;

    public bool IsListening => _instruments.AreListenedTo;

    public void OnEvent(in ResilienceEvent resilienceEvent)
    {
        switch (resilienceEvent.Kind)
        {
            case ResilienceEventKinds.StageStarted:
                Introduce(WorkflowOf(resilienceEvent), StageOf(resilienceEvent.Stage));
                break;
            case ResilienceEventKinds.StageSucceeded:
                EndStage(resilienceEvent, resilienceEvent.Fallback is null ? Success : Degraded);
                break;
            case ResilienceEventKinds.StageFailed:
                EndStage(resilienceEvent, resilienceEvent.Attempt == 0 ? Rejected : Failure);
                break;
            case ResilienceEventKinds.StageCancelled:
                EndStage(resilienceEvent, Cancelled);
                break;
            case ResilienceEventKinds.AttemptSucceeded:
                EndAttempt(resilienceEvent, Success);
                break;
            case ResilienceEventKinds.AttemptFailed:
                EndAttempt(resilienceEvent, resilienceEvent is { Reason: StageReason.Cancelled } && resilienceEvent.FailureKind == FailureKind.Cancelled ? Cancelled : Failure);
                break;
            case ResilienceEventKinds.AttemptAbandoned:
                EndAttempt(resilienceEvent, Abandoned);
                break;
            case ResilienceEventKinds.RunEnded:
                EndRun(resilienceEvent);
                break;
            case ResilienceEventKinds.PolicyChanged:
                Configure(resilienceEvent.Stage);
                break;
            default:
                Count(resilienceEvent);
                break;
        }
    }

    public void Dispose() => _own?.Dispose();

    private void Count(in ResilienceEvent told)
    {
        KeyValuePair<string, object?> stage = Tag(Stage, StageOf(told.Stage));
        switch (told.Kind)
        {
            case ResilienceEventKinds.RetryScheduled:
                _instruments.RetryDelay.Record(told.Delay.TotalSeconds, stage);
                break;
            case ResilienceEventKinds.RetryRefused:
                _instruments.RetryRefusals.Add(1, stage, Tag(Reason, told.Reason.Code()));
                break;
            case ResilienceEventKinds.CallRejected:
                _instruments.Rejections.Add(1, stage, Tag(Reason, told.Reason.Code()));
                break;
            case ResilienceEventKinds.HedgeStarted or ResilienceEventKinds.HedgeRefused:
                _instruments.Hedges.Add(1, stage, Tag(Outcome, told.Kind == ResilienceEventKinds.HedgeStarted ? Started : Refused));
                break;
            case ResilienceEventKinds.FallbackUsed or ResilienceEventKinds.FallbackFailed:
                _instruments.Fallbacks.Add(1, stage, Tag(Outcome, told.Kind == ResilienceEventKinds.FallbackUsed ? Used : Failed));
                break;
            case ResilienceEventKinds.CircuitChanged:
                _instruments.CircuitTransitions.Add(1, stage, Tag(From, Of(told.CircuitFrom)), Tag(To, Of(told.CircuitTo)));
                break;
            case ResilienceEventKinds.FailureAnalyzed:
                _instruments.AnalysisDuration.Record(told.Duration.TotalSeconds, stage);
                if (told.Gaps != AnalysisGaps.None) _instruments.AnalysisGaps.Add(1, stage, Tag(Reason, Of(told.Gaps)));
                break;
            case ResilienceEventKinds.FailureRateRaised or ResilienceEventKinds.FailureRateSettled:
                _instruments.RateChanges.Add(1, stage, Tag(Scope, Fingerprint), Tag(To, told.Kind == ResilienceEventKinds.FailureRateRaised ? Raised : Settled));
                break;
            case ResilienceEventKinds.StageRateRaised or ResilienceEventKinds.StageRateSettled:
                _instruments.RateChanges.Add(1, stage, Tag(Scope, Stage), Tag(To, told.Kind == ResilienceEventKinds.StageRateRaised ? Raised : Settled));
                break;
            case ResilienceEventKinds.CallbackFailed:
                _instruments.CallbackFailures.Add(1);
                break;
        }
    }

    private void EndStage(in ResilienceEvent told, string outcome)
    {
        string stage = StageOf(told.Stage);
        _instruments.Executions.Add(1, [Tag(Workflow, WorkflowOf(told)), Tag(Stage, stage), Tag(Outcome, outcome), Tag(Retried, Flag(told.Attempt > 1))]);
        if (outcome is Failure) Record(_instruments.StageDuration, told, stage, outcome, _errorTypes.Of(told.FailureKind.Name));
        else Record(_instruments.StageDuration, told, stage, outcome, outcome is Rejected ? told.Reason.Code() : null);
    }

    private void EndAttempt(in ResilienceEvent told, string outcome)
    {
        string stage = StageOf(told.Stage);
        string kind = told.Hedge > 0 ? Hedge : told.Attempt > 1 ? Retry : First;
        _instruments.Attempts.Add(1, [Tag(Workflow, WorkflowOf(told)), Tag(Stage, stage), Tag(Kind, kind), Tag(Outcome, outcome)]);
        Record(_instruments.AttemptDuration, told, stage, outcome, outcome is Failure or Abandoned ? _errorTypes.Of(told.FailureKind.Name) : null);
    }

    private static void Record(Histogram<double> durations, in ResilienceEvent told, string stage, string outcome, string? errorType)
    {
        double seconds = told.Duration.TotalSeconds;
        if (errorType is null) durations.Record(seconds, Tag(Stage, stage), Tag(Outcome, outcome));
        else durations.Record(seconds, Tag(Stage, stage), Tag(Outcome, outcome), Tag(ErrorType, errorType));
    }

    private void EndRun(in ResilienceEvent told)
    {
        bool failed = told.Reason != StageReason.Cancelled && (told.Failure is not null || told.ErrorText is not null);
        string workflow = WorkflowOf(told);
        string outcome = failed ? Failure : told.Reason == StageReason.Cancelled ? Cancelled : Success;
        _instruments.RunDuration.Record(told.Duration.TotalSeconds, Tag(Workflow, workflow), Tag(Outcome, outcome));
        if (!failed) return;

        // What is no failure of a stage came from the code between the stages.
        string stage = told.Failure is { } failure ? StageOf(failure.Stage) : NoStage;
        _instruments.RunFailures.Add(1, Tag(Workflow, workflow), Tag(Stage, stage), Tag(Reason, told.Failure?.Reason.Code() ?? ForeignError));
    }

    private string WorkflowOf(in ResilienceEvent told) => told.WorkflowName is { } name ? _workflows.Of(name) : NoWorkflow;

    private string StageOf(WorkflowStage stage) => _configured.ContainsKey(stage) ? stage.Name : Other;
}
