namespace WorkflowResilience.Analysis;

/// <summary>A pack of patterns was refused. Nothing of it is in effect; what was in effect before stays.</summary>
public sealed class PatternPackException : Exception
{
    private const int Shown = 20;

    internal PatternPackException(IReadOnlyList<PackProblem> problems)
        : base(Text(problems)) => Problems = problems;

    /// <summary>All that is wrong, in the order of the pack.</summary>
    public IReadOnlyList<PackProblem> Problems { get; }

    private static string Text(IReadOnlyList<PackProblem> problems)
    {
        string head = problems.Count == 1 ? "A pack of patterns was refused: " : $"A pack of patterns was refused for {problems.Count} problems:\n  ";
        string list = string.Join("\n  ", problems.Take(Shown));
        return problems.Count > Shown ? $"{head}{list}\n  … and {problems.Count - Shown} more" : head + list;
    }
}
