namespace WorkflowResilience;

public sealed partial record StagePolicy
{
    /// <summary>
    /// What the policy means, for people: attempts and limits, a table of the waits, worst and expected duration, which failures are retried and which stop, breaker, budget,
    /// and warnings about what contradicts itself. For a policy that is not valid: its problems.
    /// </summary>
    /// <remarks>The wording may change between versions; compare policies by <see cref="ToCanonicalText"/>.</remarks>
    /// <returns>Lines separated by line feeds, the same in every culture.</returns>
    public string Explain() => Validate() is { Count: > 0 } problems
        ? string.Join("\n- ", problems.Prepend("The policy is not valid:"))
        : PolicyExplanation.Of(this);
}
