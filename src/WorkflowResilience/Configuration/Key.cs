namespace WorkflowResilience.Configuration;

/// <summary>A key that a section may have.</summary>
/// <typeparam name="T">What the section describes.</typeparam>
/// <param name="Name">The key, which is the member's name.</param>
/// <param name="Value">What may stand there, for people.</param>
/// <param name="Bind">Puts it into what is described.</param>
/// <param name="IsRequired">Whether something new cannot be described without it.</param>
internal sealed record Key<T>(string Name, string Value, Func<T, Node, T> Bind, bool IsRequired = false);
