using Microsoft.Extensions.Logging;

namespace WorkflowResilience.Notifications;

/// <summary>Writes decisions to the host's log.</summary>
/// <param name="logger">The log.</param>
internal sealed class AuditLog(ILogger logger)
{
    internal void Write(AuditEntry entry)
    {
        string decision = SnakeCase.Of(entry.Decision);
        switch (entry.Decision)
        {
            case AuditDecision.GivenUp:
                if (logger.IsEnabled(LogLevel.Error)) Log.GivenUp(logger, entry.DeliveryId, entry.Channel, entry.Reason, entry.Summary);
                break;
            case AuditDecision.StoreFailed:
                if (logger.IsEnabled(LogLevel.Error)) Log.StoreFailed(logger, entry.Reason);
                break;
            case AuditDecision.Failed:
                if (logger.IsEnabled(LogLevel.Warning)) Log.Failed(logger, entry.DeliveryId, entry.Channel, entry.Reason);
                break;
            case AuditDecision.Dropped:
                if (logger.IsEnabled(LogLevel.Warning)) Log.Dropped(logger, entry.Reason, entry.Summary);
                break;
            case AuditDecision.TemplateFailed:
                if (logger.IsEnabled(LogLevel.Warning)) Log.TemplateFailed(logger, entry.Channel, entry.Reason);
                break;
            case AuditDecision.Unrouted:
                if (logger.IsEnabled(LogLevel.Warning)) Log.Unrouted(logger, entry.Summary, entry.Reason);
                break;
            default:
                if (logger.IsEnabled(LogLevel.Debug)) Log.Decided(logger, decision, entry.Channel, entry.DeliveryId, entry.IncidentKey, entry.Reason, entry.Summary);
                break;
        }
    }
}
