namespace WorkflowResilience.Analysis;

/// <summary>Something that is wrong with a pack of patterns.</summary>
/// <param name="Source">The file, or the pack's name.</param>
/// <param name="Path">Where in it: <c>patterns[3] acme.quota: any[0]</c>.</param>
/// <param name="Reason">What is wrong there and what to do.</param>
public sealed record PackProblem(string Source, string Path, string Reason)
{
    /// <summary>The problem as a line.</summary>
    public override string ToString() => $"{Source}: {Path}: {Reason}";
}
