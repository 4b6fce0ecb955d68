namespace WorkflowResilience;

public sealed partial record StagePolicy
{
    /// <summary>Checks every value.</summary>
    /// <returns>All problems, each with the member, the value and what to do; empty when there are none.</returns>
    public IReadOnlyList<string> Validate()
    {
        List<string> problems = [];
        if (MaxAttempts is < 1 or > 1000) problems.Add($"MaxAttempts is {MaxAttempts}; it must be from 1 (no retry) to 1000.");
        return problems;
    }
}
