using Microsoft.Extensions.Logging;

namespace WorkflowResilience.Telemetry;

/// <content>Log messages 1150 to 1159: what limits refuse, hedges and fallbacks.</content>
internal static partial class Log
{
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
}
