using System.Globalization;
using Microsoft.Extensions.Logging;

namespace WorkflowResilience.Telemetry;

internal sealed partial class LogObserver
{
    private void WriteRun(in ResilienceEvent e)
    {
        double seconds = e.Duration.TotalSeconds;
        if (e.Kind == ResilienceEventKinds.RunStarted) Log.RunStarted(_logger, e.RunId, e.WorkflowName);
        else if (e.Reason == StageReason.Cancelled) Log.RunCancelled(_logger, e.RunId, e.WorkflowName, seconds);
        else if (!HasFailed(e)) Log.RunSucceeded(_logger, e.RunId, e.WorkflowName, seconds);
        else if (e.Failure is not { } failure) Log.RunFailed(_logger, e.RunId, e.WorkflowName, seconds, Labels.ForeignError, e.ErrorText!, null, null);
        else Log.RunFailed(_logger, e.RunId, e.WorkflowName, seconds, failure.Reason.Code(), $"stage {failure.Stage}: {failure.Message}", failure.Stage.Name, failure.Id);
    }

    private void WriteStage(in ResilienceEvent e)
    {
        (string where, string stage, string? key, string? run, string? workflow, double seconds) = (LogPlace.Of(e), e.Stage.Name, LogPlace.Key(e), e.RunId, e.WorkflowName, e.Duration.TotalSeconds);
        switch (e.Kind)
        {
            case ResilienceEventKinds.StageStarted:
                Log.StageStarted(_logger, where, stage, key, run, workflow);
                break;
            case ResilienceEventKinds.StageSucceeded when IsRecovery(e):
                Log.StageRecovered(_logger, where, stage, key, run, workflow, seconds, e.Attempt);
                break;
            case ResilienceEventKinds.StageSucceeded:
                Log.StageSucceeded(_logger, where, stage, key, run, workflow, seconds, e.Attempt);
                break;
            case ResilienceEventKinds.StageFailed:
                Log.StageFailed(
                    _logger, where, stage, key, run, workflow, seconds, e.Attempt, e.Reason.Code(), e.FailureKind.Name, e.Failure?.Id, e.Failure?.Message, e.Failure?.Advice, e.Failure?.LetThrough,
                    e.Failure?.Fingerprint, e.Failure?.CausedBy?.FailureId);
                break;
            case ResilienceEventKinds.StageCancelled:
                Log.StageCancelled(_logger, where, stage, key, run, workflow, seconds, e.Attempt);
                break;
        }
    }

    private void WriteFindings(in ResilienceEvent e, LogLevel level)
    {
        if (e.Failure is not { } failure) return;
        (string where, string stage, string? key, string? run, string? workflow) = (LogPlace.Of(e), e.Stage.Name, LogPlace.Key(e), e.RunId, e.WorkflowName);
        switch (e.Kind)
        {
            case ResilienceEventKinds.FailureAnalyzed when level == LogLevel.Debug:
                Log.FailureAnalyzed(_logger, where, stage, key, run, workflow, failure.Id, failure.Fingerprint, e.Duration.TotalSeconds);
                break;
            case ResilienceEventKinds.FailureAnalyzed:
                Log.FailureAnalyzedInPart(_logger, where, stage, key, run, workflow, failure.Id, failure.Fingerprint, e.Duration.TotalSeconds, Skipped(failure));
                break;
            case ResilienceEventKinds.FailureRateRaised:
                Log.FailureRateRaised(_logger, where, stage, key, run, workflow, failure.Id, failure.Fingerprint ?? "", e.PerHour, Usual(e), failure.Excerpt?.Cause ?? failure.Message);
                break;
            case ResilienceEventKinds.FailureRateSettled:
                Log.FailureRateSettled(_logger, where, stage, key, run, workflow, failure.Id, failure.Fingerprint ?? "");
                break;
            case ResilienceEventKinds.StageRateRaised:
                Log.StageRateRaised(_logger, where, stage, key, run, workflow, e.PerHour, Usual(e), failure.Id, failure.Excerpt?.Cause ?? failure.Message);
                break;
            case ResilienceEventKinds.StageRateSettled:
                Log.StageRateSettled(_logger, where, stage, key, run, workflow);
                break;
        }
    }

    private static string Usual(in ResilienceEvent e) => e.UsualPerHour is { } usual ? usual.ToString("0.#", CultureInfo.InvariantCulture) : "not known";

    private static string Skipped(StageFailure failure) => string.Join("; ", failure.AnalysisSkipped);

    private void WriteAttempt(in ResilienceEvent e)
    {
        (string where, string stage, string? key, string? run, string? workflow, double seconds) = (LogPlace.Of(e), e.Stage.Name, LogPlace.Key(e), e.RunId, e.WorkflowName, e.Duration.TotalSeconds);
        switch (e.Kind)
        {
            case ResilienceEventKinds.AttemptStarted:
                Log.AttemptStarted(_logger, where, stage, key, run, workflow, e.Attempt);
                break;
            case ResilienceEventKinds.AttemptSucceeded:
                Log.AttemptSucceeded(_logger, where, stage, key, run, workflow, e.Attempt, seconds);
                break;
            case ResilienceEventKinds.AttemptFailed:
                Log.AttemptFailed(_logger, where, stage, key, run, workflow, e.Attempt, seconds, e.FailureKind.Name, e.ErrorText ?? NoError);
                break;
            case ResilienceEventKinds.RetryScheduled:
                Log.RetryScheduled(_logger, where, stage, key, run, workflow, e.Attempt, seconds, e.FailureKind.Name, e.Delay.TotalSeconds, e.ErrorText ?? NoError);
                break;
            case ResilienceEventKinds.AttemptAbandoned:
                Log.AttemptAbandoned(_logger, where, stage, key, run, workflow, e.Attempt, seconds);
                break;
            case ResilienceEventKinds.LateOutcome:
                Log.LateOutcome(_logger, where, stage, key, run, workflow, e.Attempt, e.ErrorText ?? EndedWell);
                break;
        }
    }

    private void WriteCircuit(in ResilienceEvent e)
    {
        (string where, string stage, string? key, string from) = (LogPlace.Of(e), e.Stage.Name, LogPlace.Key(e), Labels.Of(e.CircuitFrom));
        switch (e.CircuitTo)
        {
            case CircuitState.Open:
                Log.CircuitOpened(_logger, where, stage, key, e.RunId, e.WorkflowName, from, e.Delay.TotalSeconds);
                break;
            case CircuitState.HalfOpen:
                Log.CircuitHalfOpened(_logger, where, stage, key, e.RunId, e.WorkflowName, from);
                break;
            case CircuitState.Closed:
                Log.CircuitClosed(_logger, where, stage, key, e.RunId, e.WorkflowName, from);
                break;
            case CircuitState.Isolated:
                Log.CircuitIsolated(_logger, where, stage, key, e.RunId, e.WorkflowName, from);
                break;
        }
    }

    private void WritePatterns(in ResilienceEvent e)
    {
        string file = e.PatternFile ?? "", pack = e.Pack ?? "";
        if (e.Kind == ResilienceEventKinds.PatternsChanged) Log.PatternsChanged(_logger, pack, file);
        else if (e.Kind == ResilienceEventKinds.PatternsRemoved) Log.PatternsRemoved(_logger, pack, file);
        else Log.PatternsRefused(_logger, file, string.Join(" ", e.Problems ?? []));
    }

    private void WriteLimit(in ResilienceEvent e, LogLevel level)
    {
        (string where, string stage, string? key, string? run, string? workflow, string reason) = (LogPlace.Of(e), e.Stage.Name, LogPlace.Key(e), e.RunId, e.WorkflowName, e.Reason.Code());
        switch (e.Kind)
        {
            case ResilienceEventKinds.CallRejected:
                Log.CallRejected(_logger, level, where, stage, key, run, workflow, reason, e.LetThrough ?? NoLimit);
                break;
            case ResilienceEventKinds.RetryRefused:
                Log.RetryRefused(_logger, where, stage, key, run, workflow, e.Attempt, reason, e.FailureKind.Name, e.LetThrough ?? NoLimit);
                break;
            case ResilienceEventKinds.HedgeStarted:
                Log.HedgeStarted(_logger, where, stage, key, run, workflow, e.Attempt);
                break;
            case ResilienceEventKinds.HedgeRefused:
                Log.HedgeRefused(_logger, where, stage, key, run, workflow, e.Attempt, reason, e.LetThrough ?? NoLimit);
                break;
            case ResilienceEventKinds.FallbackUsed:
                Log.FallbackUsed(_logger, level, where, stage, key, run, workflow, e.Fallback, reason, e.FailureKind.Name);
                break;
            case ResilienceEventKinds.FallbackFailed:
                Log.FallbackFailed(_logger, level, where, stage, key, run, workflow, e.Fallback, reason, e.ErrorText ?? NoError);
                break;
        }
    }
}
