namespace WorkflowResilience.Notifications;

/// <summary>A message as a template gives it.</summary>
/// <param name="Title">One line of plain text.</param>
/// <param name="Text">The body in the channel's format.</param>
/// <param name="PlainText">The body as plain text.</param>
/// <param name="Fields">Facts beside it.</param>
/// <param name="Color">The colour.</param>
/// <param name="Problem">Why the host's template was not used; null when it was, or there is none.</param>
internal sealed record RenderedMessage(string Title, string Text, string PlainText, IReadOnlyList<MessageField> Fields, string Color, string? Problem);
