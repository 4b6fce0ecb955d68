using WorkflowResilience.Storage;

namespace WorkflowResilience.Notifications;

/// <summary>What was decided under the center's lock, to be stored and then let go.</summary>
internal sealed class Decision
{
    internal PublishOutcome Outcome { get; set; } = PublishOutcome.NobodyToTell;

    internal string? IncidentKey { get; set; }

    internal List<StoredDelivery> Rows { get; } = [];

    internal List<PlannedDelivery> Deliveries { get; } = [];

    internal List<SuppressedChannel> Suppressed { get; } = [];

    internal List<RecordWrite> Writes { get; } = [];
}
