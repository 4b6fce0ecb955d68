namespace WorkflowResilience.Notifications;

/// <summary>One line of a digest: what was held back, and how often.</summary>
/// <param name="Text">What, in one line, redacted.</param>
/// <param name="Count">How often.</param>
public sealed record DigestLine(string Text, long Count);
