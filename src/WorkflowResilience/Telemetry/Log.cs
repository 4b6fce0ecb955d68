using Microsoft.Extensions.Logging;

namespace WorkflowResilience.Telemetry;

/// <summary>Log messages 1000 to 1009: runs and stages. An id keeps its meaning for ever. Whoever calls has asked whether the level is enabled.</summary>
internal static partial class Log
{
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
    internal static partial void StageFailed(ILogger logger, string where, string stage, string? key, string? runId, string? workflow, double durationSeconds, int attempt, string reason, string failureKind, string? failureId, string? error, string? advice, string? letThrough);

    [LoggerMessage(EventId = 1008, EventName = "StageCancelled", Level = LogLevel.Information, SkipEnabledCheck = true,
        Message = "Stage {Where} was cancelled by its caller after {DurationSeconds:0.###} s.")]
    internal static partial void StageCancelled(ILogger logger, string where, string stage, string? key, string? runId, string? workflow, double durationSeconds, int attempt);
}
