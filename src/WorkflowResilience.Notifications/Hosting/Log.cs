using Microsoft.Extensions.Logging;

namespace WorkflowResilience.Notifications;

/// <summary>The log messages. An id keeps its meaning for ever. Whoever calls has asked whether the level is enabled.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 2000, EventName = "NotificationDecided", Level = LogLevel.Debug, SkipEnabledCheck = true,
        Message = "Notification {Decision}: channel {Channel}, delivery {DeliveryId}, incident {IncidentKey} ({Reason}): {Summary}")]
    internal static partial void Decided(ILogger logger, string decision, string? channel, string? deliveryId, string? incidentKey, string reason, string? summary);

    [LoggerMessage(EventId = 2001, EventName = "NotificationFailed", Level = LogLevel.Warning, SkipEnabledCheck = true,
        Message = "Delivery {DeliveryId} over {Channel} failed and is tried again: {Reason}")]
    internal static partial void Failed(ILogger logger, string? deliveryId, string? channel, string reason);

    [LoggerMessage(EventId = 2002, EventName = "NotificationGivenUp", Level = LogLevel.Error, SkipEnabledCheck = true,
        Message = "Delivery {DeliveryId} over {Channel} was given up ({Reason}); it is kept and can be replayed: {Summary}")]
    internal static partial void GivenUp(ILogger logger, string? deliveryId, string? channel, string reason, string? summary);

    [LoggerMessage(EventId = 2003, EventName = "NotificationUnrouted", Level = LogLevel.Warning, SkipEnabledCheck = true,
        Message = "Nobody is told of this ({Reason}): {Summary}")]
    internal static partial void Unrouted(ILogger logger, string? summary, string reason);

    [LoggerMessage(EventId = 2004, EventName = "NotificationDropped", Level = LogLevel.Warning, SkipEnabledCheck = true,
        Message = "A notification was dropped ({Reason}): {Summary}")]
    internal static partial void Dropped(ILogger logger, string reason, string? summary);

    [LoggerMessage(EventId = 2005, EventName = "NotificationStoreFailed", Level = LogLevel.Error, SkipEnabledCheck = true,
        Message = "The store of the notifications could not be written; messages go from memory: {Reason}")]
    internal static partial void StoreFailed(ILogger logger, string reason);

    [LoggerMessage(EventId = 2006, EventName = "NotificationTemplateFailed", Level = LogLevel.Warning, SkipEnabledCheck = true,
        Message = "A template for {Channel} failed, and the built-in one took its place: {Reason}")]
    internal static partial void TemplateFailed(ILogger logger, string? channel, string reason);
}
