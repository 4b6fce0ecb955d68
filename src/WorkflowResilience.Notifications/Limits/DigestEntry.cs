namespace WorkflowResilience.Notifications;

/// <summary>Notifications that were held back and have something in common.</summary>
/// <param name="Text">What they tell, in one line, redacted.</param>
/// <param name="Count">How many.</param>
/// <param name="Reason">Why the last was held back.</param>
internal sealed record DigestEntry(string Text, long Count, string Reason);
