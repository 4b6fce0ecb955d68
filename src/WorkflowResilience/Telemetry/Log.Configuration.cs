using Microsoft.Extensions.Logging;

namespace WorkflowResilience.Telemetry;

/// <content>Log messages 1500 to 1509, configuration, and 1900 to 1909, the host's callbacks.</content>
internal static partial class Log
{
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
