namespace WorkflowResilience.Notifications;

/// <summary>A name that templates may use, and where its value is.</summary>
/// <param name="Name">The name, in snake case.</param>
/// <param name="Meaning">What it stands for, for people.</param>
/// <param name="Value">Reads it; null or empty: there is none.</param>
internal sealed record Placeholder(string Name, string Meaning, Func<MessageModel, string?> Value);
