namespace WorkflowResilience.Notifications;

/// <summary>What came of one try to send a mail, recipient by recipient. Immutable; made by its factories.</summary>
public sealed record EmailReceipt
{
    private EmailReceipt(IReadOnlyList<EmailRecipientResult> results) => Results = results;

    /// <summary>One for each recipient. A recipient without one counts as not reached, and as reached perhaps.</summary>
    public IReadOnlyList<EmailRecipientResult> Results { get; }

    /// <summary>The same came of it for all recipients.</summary>
    /// <param name="message">The message.</param>
    /// <param name="result">What came of it.</param>
    public static EmailReceipt ForAll(EmailMessage message, DeliveryResult result)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(result);
        return new EmailReceipt([.. message.Recipients.Select(recipient => new EmailRecipientResult(recipient, result))]);
    }

    /// <summary>What came of it for each.</summary>
    /// <param name="results">One for each recipient.</param>
    public static EmailReceipt Of(IEnumerable<EmailRecipientResult> results)
    {
        ArgumentNullException.ThrowIfNull(results);
        return new EmailReceipt([.. results]);
    }
}
