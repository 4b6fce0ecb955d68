using Microsoft.Extensions.Logging;

namespace WorkflowResilience.Telemetry;

/// <content>Log messages 1100 to 1109: circuit breakers.</content>
internal static partial class Log
{
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
}
