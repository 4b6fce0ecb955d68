namespace WorkflowResilience.Analysis;

/// <summary>A table of a matcher.</summary>
/// <param name="Table">The table.</param>
/// <param name="Without">For each of its patterns whether it is not to be looked for; null when all are.</param>
internal sealed record MatcherPart(PatternTable Table, bool[]? Without = null)
{
    internal bool IsOut(int pattern) => Without is not null && Without[pattern];

    internal IEnumerable<FailurePattern> WithoutLiterals() =>
        Enumerable.Range(0, Table.Rules.Length).Where(i => Table.Rules[i].Any == 0 && !IsOut(i)).Select(i => Table.Patterns[i]);
}
