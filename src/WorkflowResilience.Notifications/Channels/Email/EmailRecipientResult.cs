namespace WorkflowResilience.Notifications;

/// <summary>What came of a mail for one recipient.</summary>
/// <param name="Recipient">The recipient.</param>
/// <param name="Result">What came of it.</param>
public sealed record EmailRecipientResult(EmailAddress Recipient, DeliveryResult Result);
