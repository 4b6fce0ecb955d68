namespace WorkflowResilience.Argo;

/// <summary>A name with its value.</summary>
/// <param name="Key">The name; what is no text where a name belongs is read as its text.</param>
/// <param name="Value">The value.</param>
/// <param name="Mark">Where the name stands; (0, 0) for one that was not read.</param>
internal readonly record struct YamlMember(string Key, YamlNode Value, YamlMark Mark);
