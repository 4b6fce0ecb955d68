namespace WorkflowResilience.Notifications;

/// <summary>Shares recipients out among envelopes, always in the same way, so that a retry has the same headers.</summary>
internal static class EmailEnvelopes
{
    /// <summary>Those beyond ASCII have envelopes of their own: a server that does not take them would take none of the others with them.</summary>
    internal static IReadOnlyList<IReadOnlyList<EmailAddress>> Of(IEnumerable<EmailAddress> recipients, int maxRecipients) =>
    [
        .. recipients.DistinctBy(static to => to.Address, StringComparer.Ordinal).GroupBy(static to => to.IsInternational).OrderBy(static group => group.Key)
            .SelectMany(group => group.Chunk(maxRecipients)),
    ];
}
