using Microsoft.Extensions.Logging;

namespace WorkflowResilience.Telemetry;

/// <content>Log messages 1010 to 1019: attempts and retries.</content>
internal static partial class Log
{
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
}
