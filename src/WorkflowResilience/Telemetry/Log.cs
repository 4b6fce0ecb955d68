using Microsoft.Extensions.Logging;

namespace WorkflowResilience.Telemetry;

/// <summary>The log messages. An id keeps its meaning for ever. Whoever calls has asked whether the level is enabled.</summary>
/// <remarks>All in one file: the generator writes the parts of a class that is spread over files in any order, and no two builds would give the same package.</remarks>
internal static partial class Log
{
    // 1000 to 1009: runs and stages.
    [LoggerMessage(EventId = 1000, EventName = "RunStarted", Level = LogLevel.Debug, SkipEnabledCheck = true,
        Message = "Run '{RunId}' of workflow '{Workflow}' started.")]
    internal static partial void RunStarted(ILogger logger, string? runId, string? workflow);

    [LoggerMessage(EventId = 1001, EventName = "RunSucceeded", Level = LogLevel.Information, SkipEnabledCheck = true,
        Message = "Run '{RunId}' of workflow '{Workflow}' succeeded after {DurationSeconds:0.###} s.")]
    internal static partial void RunSucceeded(ILogger logger, string? runId, string? workflow, double durationSeconds);

    [LoggerMessage(EventId = 1002, EventName = "RunFailed", Level = LogLevel.Error, SkipEnabledCheck = true,
        Message = "Run '{RunId}' of workflow '{Workflow}' failed after {DurationSeconds:0.###} s ({Reason}): {Error}")]
    internal static partial void RunFailed(ILogger logger, string? runId, string? workflow, double durationSeconds, string reason, string error, string? stage, string? failureId);

    [LoggerMessage(EventId = 1003, EventName = "RunCancelled", Level = LogLevel.Information, SkipEnabledCheck = true,
        Message = "Run '{RunId}' of workflow '{Workflow}' was cancelled after {DurationSeconds:0.###} s.")]
    internal static partial void RunCancelled(ILogger logger, string? runId, string? workflow, double durationSeconds);

    [LoggerMessage(EventId = 1004, EventName = "StageStarted", Level = LogLevel.Debug, SkipEnabledCheck = true,
        Message = "Stage {Where} started.")]
    internal static partial void StageStarted(ILogger logger, string where, string stage, string? key, string? runId, string? workflow);

    [LoggerMessage(EventId = 1005, EventName = "StageSucceeded", Level = LogLevel.Debug, SkipEnabledCheck = true,
        Message = "Stage {Where} succeeded after {DurationSeconds:0.###} s.")]
    internal static partial void StageSucceeded(ILogger logger, string where, string stage, string? key, string? runId, string? workflow, double durationSeconds, int attempt);

    [LoggerMessage(EventId = 1006, EventName = "StageRecovered", Level = LogLevel.Information, SkipEnabledCheck = true,
        Message = "Stage {Where} succeeded at attempt {Attempt} after {DurationSeconds:0.###} s.")]
    internal static partial void StageRecovered(ILogger logger, string where, string stage, string? key, string? runId, string? workflow, double durationSeconds, int attempt);

    [LoggerMessage(EventId = 1007, EventName = "StageFailed", Level = LogLevel.Error, SkipEnabledCheck = true,
        Message = "Stage {Where} failed at attempt {Attempt} after {DurationSeconds:0.###} s ({Reason}, {FailureKind}, {FailureId}): {Error}; next: {Advice}")]
    internal static partial void StageFailed(ILogger logger, string where, string stage, string? key, string? runId, string? workflow, double durationSeconds, int attempt, string reason, string failureKind, string? failureId, string? error, string? advice, string? letThrough, string? fingerprint, string? causedBy);

    [LoggerMessage(EventId = 1008, EventName = "StageCancelled", Level = LogLevel.Information, SkipEnabledCheck = true,
        Message = "Stage {Where} was cancelled by its caller after {DurationSeconds:0.###} s.")]
    internal static partial void StageCancelled(ILogger logger, string where, string stage, string? key, string? runId, string? workflow, double durationSeconds, int attempt);

    // 1010 to 1019: attempts and retries.
    [LoggerMessage(EventId = 1010, EventName = "AttemptStarted", Level = LogLevel.Trace, SkipEnabledCheck = true,
        Message = "Stage {Where}: attempt {Attempt} started.")]
    internal static partial void AttemptStarted(ILogger logger, string where, string stage, string? key, string? runId, string? workflow, int attempt);

    [LoggerMessage(EventId = 1011, EventName = "AttemptSucceeded", Level = LogLevel.Debug, SkipEnabledCheck = true,
        Message = "Stage {Where}: attempt {Attempt} succeeded after {DurationSeconds:0.###} s.")]
    internal static partial void AttemptSucceeded(ILogger logger, string where, string stage, string? key, string? runId, string? workflow, int attempt, double durationSeconds);

    [LoggerMessage(EventId = 1012, EventName = "AttemptFailed", Level = LogLevel.Debug, SkipEnabledCheck = true,
        Message = "Stage {Where}: attempt {Attempt} failed after {DurationSeconds:0.###} s ({FailureKind}): {Error}")]
    internal static partial void AttemptFailed(ILogger logger, string where, string stage, string? key, string? runId, string? workflow, int attempt, double durationSeconds, string failureKind, string error);

    [LoggerMessage(EventId = 1013, EventName = "RetryScheduled", Level = LogLevel.Warning, SkipEnabledCheck = true,
        Message = "Stage {Where}: attempt {Attempt} failed after {DurationSeconds:0.###} s ({FailureKind}); the next begins in {DelaySeconds:0.###} s: {Error}")]
    internal static partial void RetryScheduled(ILogger logger, string where, string stage, string? key, string? runId, string? workflow, int attempt, double durationSeconds, string failureKind, double delaySeconds, string error);

    [LoggerMessage(EventId = 1014, EventName = "AttemptAbandoned", Level = LogLevel.Warning, SkipEnabledCheck = true,
        Message = "Stage {Where}: attempt {Attempt} did not end when it was cancelled; its caller went on after {DurationSeconds:0.###} s and it may still run.")]
    internal static partial void AttemptAbandoned(ILogger logger, string where, string stage, string? key, string? runId, string? workflow, int attempt, double durationSeconds);

    [LoggerMessage(EventId = 1015, EventName = "LateOutcome", Level = LogLevel.Information, SkipEnabledCheck = true,
        Message = "Stage {Where}: attempt {Attempt}, which had been abandoned, has ended: {Error}")]
    internal static partial void LateOutcome(ILogger logger, string where, string stage, string? key, string? runId, string? workflow, int attempt, string error);

    // 1100 to 1109: circuit breakers.
    [LoggerMessage(EventId = 1100, EventName = "CircuitOpened", Level = LogLevel.Warning, SkipEnabledCheck = true,
        Message = "The circuit of stage {Where} opened from {From}; calls are refused for {DelaySeconds:0.###} s.")]
    internal static partial void CircuitOpened(ILogger logger, string where, string stage, string? key, string? runId, string? workflow, string from, double delaySeconds);

    [LoggerMessage(EventId = 1101, EventName = "CircuitHalfOpened", Level = LogLevel.Information, SkipEnabledCheck = true,
        Message = "The circuit of stage {Where} is half-open: probes are let through.")]
    internal static partial void CircuitHalfOpened(ILogger logger, string where, string stage, string? key, string? runId, string? workflow, string from);

    [LoggerMessage(EventId = 1102, EventName = "CircuitClosed", Level = LogLevel.Information, SkipEnabledCheck = true,
        Message = "The circuit of stage {Where} closed.")]
    internal static partial void CircuitClosed(ILogger logger, string where, string stage, string? key, string? runId, string? workflow, string from);

    [LoggerMessage(EventId = 1103, EventName = "CircuitIsolated", Level = LogLevel.Warning, SkipEnabledCheck = true,
        Message = "The circuit of stage {Where} was isolated by hand: calls are refused until it is reset.")]
    internal static partial void CircuitIsolated(ILogger logger, string where, string stage, string? key, string? runId, string? workflow, string from);

    // 1150 to 1159: what limits refuse, hedges and fallbacks.
    [LoggerMessage(EventId = 1150, EventName = "CallRejected", SkipEnabledCheck = true,
        Message = "Stage {Where}: the call was refused ({Reason}). What was missing: {LetThrough}.")]
    internal static partial void CallRejected(ILogger logger, LogLevel level, string where, string stage, string? key, string? runId, string? workflow, string reason, string? letThrough);

    [LoggerMessage(EventId = 1151, EventName = "RetryRefused", Level = LogLevel.Information, SkipEnabledCheck = true,
        Message = "Stage {Where}: no retry after attempt {Attempt} ({Reason}). What was missing: {LetThrough}.")]
    internal static partial void RetryRefused(ILogger logger, string where, string stage, string? key, string? runId, string? workflow, int attempt, string reason, string failureKind, string? letThrough);

    [LoggerMessage(EventId = 1152, EventName = "HedgeStarted", Level = LogLevel.Debug, SkipEnabledCheck = true,
        Message = "Stage {Where}: another call beside the slow one of attempt {Attempt}.")]
    internal static partial void HedgeStarted(ILogger logger, string where, string stage, string? key, string? runId, string? workflow, int attempt);

    [LoggerMessage(EventId = 1153, EventName = "HedgeRefused", Level = LogLevel.Information, SkipEnabledCheck = true,
        Message = "Stage {Where}: no call beside the slow one of attempt {Attempt} ({Reason}). What was missing: {LetThrough}.")]
    internal static partial void HedgeRefused(ILogger logger, string where, string stage, string? key, string? runId, string? workflow, int attempt, string reason, string? letThrough);

    [LoggerMessage(EventId = 1154, EventName = "FallbackUsed", SkipEnabledCheck = true,
        Message = "Stage {Where} failed ({Reason}, {FailureKind}); the fallback '{Fallback}' took its place.")]
    internal static partial void FallbackUsed(ILogger logger, LogLevel level, string where, string stage, string? key, string? runId, string? workflow, string? fallback, string reason, string failureKind);

    [LoggerMessage(EventId = 1155, EventName = "FallbackFailed", SkipEnabledCheck = true,
        Message = "Stage {Where} failed ({Reason}), and the fallback '{Fallback}' failed as well: {Error}")]
    internal static partial void FallbackFailed(ILogger logger, LogLevel level, string where, string stage, string? key, string? runId, string? workflow, string? fallback, string reason, string error);

    // 1200 to 1209: what is found out about failures.
    [LoggerMessage(EventId = 1200, EventName = "FailureRateRaised", Level = LogLevel.Warning, SkipEnabledCheck = true,
        Message = "Stage {Where}: failures like {FailureId} ({Fingerprint}) now come {PerHour:0.#} times an hour; usual: {UsualPerHour}. The last: {Error}")]
    internal static partial void FailureRateRaised(ILogger logger, string where, string stage, string? key, string? runId, string? workflow, string failureId, string fingerprint, double perHour, string usualPerHour, string error);

    [LoggerMessage(EventId = 1201, EventName = "FailureRateSettled", Level = LogLevel.Information, SkipEnabledCheck = true,
        Message = "Stage {Where}: failures like {FailureId} ({Fingerprint}) come no more often than they used to.")]
    internal static partial void FailureRateSettled(ILogger logger, string where, string stage, string? key, string? runId, string? workflow, string failureId, string fingerprint);

    [LoggerMessage(EventId = 1202, EventName = "StageRateRaised", Level = LogLevel.Warning, SkipEnabledCheck = true,
        Message = "Stage {Where} now fails {PerHour:0.#} times an hour; usual: {UsualPerHour}. The last: {FailureId}, {Error}")]
    internal static partial void StageRateRaised(ILogger logger, string where, string stage, string? key, string? runId, string? workflow, double perHour, string usualPerHour, string failureId, string error);

    [LoggerMessage(EventId = 1203, EventName = "StageRateSettled", Level = LogLevel.Information, SkipEnabledCheck = true,
        Message = "Stage {Where} fails no more often than it used to.")]
    internal static partial void StageRateSettled(ILogger logger, string where, string stage, string? key, string? runId, string? workflow);

    [LoggerMessage(EventId = 1204, EventName = "FailureAnalyzed", Level = LogLevel.Debug, SkipEnabledCheck = true,
        Message = "Stage {Where}: failure {FailureId} ({Fingerprint}) was looked at for {DurationSeconds:0.######} s.")]
    internal static partial void FailureAnalyzed(ILogger logger, string where, string stage, string? key, string? runId, string? workflow, string failureId, string? fingerprint, double durationSeconds);

    [LoggerMessage(EventId = 1205, EventName = "FailureAnalyzedInPart", Level = LogLevel.Warning, SkipEnabledCheck = true,
        Message = "Stage {Where}: failure {FailureId} ({Fingerprint}) was looked at in part only, for {DurationSeconds:0.######} s: {Skipped}.")]
    internal static partial void FailureAnalyzedInPart(ILogger logger, string where, string stage, string? key, string? runId, string? workflow, string failureId, string? fingerprint, double durationSeconds, string skipped);

    [LoggerMessage(EventId = 1206, EventName = "PatternsChanged", Level = LogLevel.Information, SkipEnabledCheck = true,
        Message = "The patterns {Pack} of {File} are in effect from now on.")]
    internal static partial void PatternsChanged(ILogger logger, string pack, string file);

    [LoggerMessage(EventId = 1207, EventName = "PatternsRemoved", Level = LogLevel.Information, SkipEnabledCheck = true,
        Message = "The patterns {Pack} are no longer in effect: {File} is gone, or holds others.")]
    internal static partial void PatternsRemoved(ILogger logger, string pack, string file);

    [LoggerMessage(EventId = 1208, EventName = "PatternsRefused", Level = LogLevel.Error, SkipEnabledCheck = true,
        Message = "{File} was refused and the patterns in effect stay: {Problems}")]
    internal static partial void PatternsRefused(ILogger logger, string file, string problems);

    // 1500 to 1509, configuration, and 1900 to 1909, the host's callbacks.
    [LoggerMessage(EventId = 1500, EventName = "PolicyChanged", Level = LogLevel.Information, SkipEnabledCheck = true,
        Message = "Stage {Stage} follows a new policy from now on.")]
    internal static partial void PolicyChanged(ILogger logger, string stage);

    [LoggerMessage(EventId = 1501, EventName = "PolicyRefused", Level = LogLevel.Error, SkipEnabledCheck = true,
        Message = "{What} was refused and the old one stays: {Problems}")]
    internal static partial void PolicyRefused(ILogger logger, string what, string stage, string problems);

    [LoggerMessage(EventId = 1900, EventName = "CallbackFailed", Level = LogLevel.Error, SkipEnabledCheck = true,
        Message = "A callback of the host threw; it changed nothing else: {Error}")]
    internal static partial void CallbackFailed(ILogger logger, string error);
}
