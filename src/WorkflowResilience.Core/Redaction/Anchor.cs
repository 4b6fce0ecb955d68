namespace WorkflowResilience.Redaction;

/// <summary>What is done where a literal stands that may begin or belong to a secret.</summary>
/// <param name="scan">The pass.</param>
/// <param name="at">Where the literal begins.</param>
/// <param name="anchor">The literal.</param>
internal delegate void AnchorRule(ref RedactionScan scan, int at, Anchor anchor);

/// <summary>A literal that a rule starts from.</summary>
/// <param name="Literal">The literal, three characters or more.</param>
/// <param name="Rule">What is done there.</param>
/// <param name="Row">The row of a table that the rule reads, if it reads one.</param>
/// <param name="AnyCase">Whether upper and lower case are the same to it.</param>
internal sealed record Anchor(string Literal, AnchorRule Rule, object? Row = null, bool AnyCase = false)
{
    internal bool StandsAt(ReadOnlySpan<char> text, int at) =>
        text[at..].StartsWith(Literal, AnyCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
}
