namespace WorkflowResilience.Argo;

/// <summary>A code of the mapping report.</summary>
/// <param name="Code">The stable code, <c>ARGO101</c> and on.</param>
/// <param name="Title">What it is about, in a few words.</param>
/// <param name="Meaning">What a row with this code says.</param>
public sealed record MappingCode(string Code, string Title, string Meaning);
