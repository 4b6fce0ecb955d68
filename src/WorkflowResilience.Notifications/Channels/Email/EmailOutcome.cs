using System.Globalization;

namespace WorkflowResilience.Notifications;

/// <summary>What came of a delivery as a whole, of what came of it for each recipient. Pure.</summary>
internal static class EmailOutcome
{
    /// <summary>
    /// While somebody may still get it, why he has not: a try that a person must mend first, then what passes by itself. Once all are settled, accepted when anybody has it.
    /// </summary>
    internal static DeliveryResult Of(IReadOnlyList<DeliveryResult> results, string messageId)
    {
        if (First(results, DeliveryStatus.Faulted) is { } faulted) return faulted;
        if (First(results, DeliveryStatus.Throttled) is { } throttled) return throttled;
        if (results.Where(static result => result.Status == DeliveryStatus.Transient).OrderByDescending(static result => result.IsAmbiguous).FirstOrDefault() is { } transient) return transient;
        if (First(results, DeliveryStatus.TooLarge) is { } tooLarge) return tooLarge;
        DeliveryResult? rejected = First(results, DeliveryStatus.Rejected);
        if (First(results, DeliveryStatus.Accepted) is not { } accepted) return rejected ?? DeliveryResult.Faulted("no-recipient");
        if (rejected is null) return DeliveryResult.Accepted(accepted.ProviderId ?? messageId);
        int count = results.Count(static result => result.Status == DeliveryStatus.Rejected);
        return DeliveryResult.Accepted(accepted.ProviderId ?? messageId,
            string.Create(CultureInfo.InvariantCulture, $"{count} of {results.Count} recipients refused: {rejected.Excerpt ?? rejected.Reason}"));
    }

    private static DeliveryResult? First(IReadOnlyList<DeliveryResult> results, DeliveryStatus status) => results.FirstOrDefault(result => result.Status == status);
}
