namespace WorkflowResilience.Notifications;

/// <summary>A fact shown beside the text. Both are plain: the channel escapes them.</summary>
/// <param name="Name">What it is, such as <c>Stage</c>.</param>
/// <param name="Value">The value.</param>
public sealed record MessageField(string Name, string Value);
