namespace WorkflowResilience.Notifications;

/// <summary>Who needs no further try of a delivery: those who have it, and those who never will. In memory, for the last deliveries that are not over. Thread-safe.</summary>
internal sealed class SettledRecipients(int capacity = SettledRecipients.DefaultCapacity)
{
    /// <summary>How many deliveries are remembered; the one that was touched longest ago is forgotten first, and its recipients may get a mail twice.</summary>
    internal const int DefaultCapacity = 1024;

    private readonly Lock _lock = new();
    private readonly OrderedDictionary<string, Dictionary<string, DeliveryResult>> _deliveries = new(StringComparer.Ordinal);

    /// <summary>What is known of a delivery: results by address.</summary>
    internal IReadOnlyDictionary<string, DeliveryResult> Of(string deliveryId)
    {
        lock (_lock)
        {
            return _deliveries.TryGetValue(deliveryId, out Dictionary<string, DeliveryResult>? known) ? new Dictionary<string, DeliveryResult>(known, StringComparer.Ordinal) : [];
        }
    }

    /// <summary>Remembers those of the results that are final.</summary>
    internal void Add(string deliveryId, IEnumerable<EmailRecipientResult> results)
    {
        EmailRecipientResult[] settled = [.. results.Where(static result => result.Result.Status is DeliveryStatus.Accepted or DeliveryStatus.Rejected)];
        if (settled.Length == 0) return;
        lock (_lock)
        {
            if (!_deliveries.Remove(deliveryId, out Dictionary<string, DeliveryResult>? known)) known = new(StringComparer.Ordinal);
            foreach (EmailRecipientResult result in settled) known[result.Recipient.Address] = result.Result;
            if (_deliveries.Count >= capacity) _deliveries.RemoveAt(0);
            _deliveries.Add(deliveryId, known);
        }
    }

    /// <summary>Forgets a delivery that is over.</summary>
    internal void Remove(string deliveryId)
    {
        lock (_lock) _deliveries.Remove(deliveryId);
    }
}
